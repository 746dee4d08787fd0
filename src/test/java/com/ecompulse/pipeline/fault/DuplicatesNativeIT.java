package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.support.guarantee.ReadRecord;
import com.ecompulse.pipeline.topics.TopicSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A client that sends everything again, whatever became of the processes that had it meanwhile:
 * nothing but the raw topic remembers it.
 */
@Tag("extended")
class DuplicatesNativeIT extends FaultScene {
  private static final int EVENTS = 2_000;
  private static final int BATCH = 200;

  @Test
  void whatIsSentAgainToOtherProcessesComesOutOnce() throws Exception {
    // Given
    List<byte[]> events = SampleEvents.valid(seed.value(), EVENTS, Instant.now());
    PackagedApplication first = start("pod-0");
    send(events, first);

    // When
    first.kill();
    PackagedApplication second = start("pod-1");
    send(events, second);
    PackagedApplication third = start("pod-2"); // takes half of the partitions over
    send(events, third);
    second.terminate();
    send(events, third);
    third.terminate();
    send(events, start("pod-2"));

    // Then
    assertThat(enrichedIds())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, EVENTS).mapToObj(i -> "evt-" + seed.value() + "-" + i).toList());
  }

  private void send(List<byte[]> events, PackagedApplication application) throws Exception {
    EventClient client = new EventClient(application.http(), Duration.ofSeconds(60));
    for (int from = 0; from < events.size(); from += BATCH) {
      assertThat(client.post(events.subList(from, from + BATCH)).statusCode()).isEqualTo(202);
    }
    new Audit(cluster.clients()).awaitCaughtUp();
  }

  private List<String> enrichedIds() {
    try (TopicReader enriched = TopicReader.fromBeginning(cluster.clients(), TopicSpec.ENRICHED)) {
      return enriched.drain().stream().map(ReadRecord::of).map(ReadRecord::eventId).toList();
    }
  }
}
