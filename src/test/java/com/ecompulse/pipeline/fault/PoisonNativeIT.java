package com.ecompulse.pipeline.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.deadletter.DeadLetterHeaders;
import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.event.SampleEvents.Sample;
import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.topics.TopicSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The events are broken: a few, half of them, all of them. */
@Tag("extended")
class PoisonNativeIT extends FaultScene {
  private static final int MANY = 40_000;
  private static final byte[][] UNREADABLE = {
    null, {}, "{".getBytes(UTF_8), {(byte) 0xC0, (byte) 0xFF}, "[[[[".repeat(5_000).getBytes(UTF_8)
  };

  @Test
  void theGoodOnesComeOutAndTheBrokenOnesAreAccountedFor() {
    // Given
    Load load = load(start("pod-0"));

    // When
    try (Producer<byte[], byte[]> producer = cluster.clients().producer()) {
      for (double share : new double[] {0.01, 0.5, 1, 0.01}) {
        load.breaking(share);
        for (int i = 0; i < 1_000 * share; i++) {
          byte[] poison = UNREADABLE[i % UNREADABLE.length];
          producer.send(new ProducerRecord<>(TopicSpec.RAW, random.nextInt(24), null, poison));
        }
        load.awaitAccepted(1_000);
      }
    }

    // Then
    assertKept();
  }

  @Test
  @Tag(LONG)
  void eachHasItsTagAndThroughputIsTold() {
    // Given
    start("pod-0");
    List<Sample> sent = new ArrayList<>();

    // When
    for (double share : new double[] {0.01, 0.01, 0.5, 1}) { // the first warms up
      List<Sample> samples =
          SampleEvents.mixed(seed.value() + sent.size(), MANY, share, Instant.now());
      sent.addAll(samples);
      drain(share, samples);
    }

    // Then
    assertThat(read(TopicSpec.ENRICHED).count())
        .isEqualTo(sent.stream().filter(sample -> !sample.isRejected()).count());
    assertThat(read(TopicSpec.DEAD_LETTERS).collect(groupingBy(tag -> tag, counting())))
        .isEqualTo(expectedTags(sent));
  }

  private void drain(double share, List<Sample> samples) {
    long begun = System.nanoTime();
    try (Producer<byte[], byte[]> producer = cluster.clients().producer()) {
      samples.forEach(
          sample -> producer.send(new ProducerRecord<>(TopicSpec.RAW, null, sample.value())));
    }
    new Audit(cluster.clients()).awaitCaughtUp();
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("broken=%.0f %% events/s=%.0f%n", share * 100, samples.size() / seconds);
  }

  /** The failure's tag of each record; none where the event was enriched. */
  private Stream<String> read(String topic) {
    try (TopicReader reader = TopicReader.fromBeginning(cluster.clients(), topic)) {
      return reader.drain().stream()
          .map(record -> "" + RawHeaders.text(record.headers(), DeadLetterHeaders.FAILURE));
    }
  }

  private static Map<String, Long> expectedTags(List<Sample> sent) {
    return sent.stream()
        .filter(Sample::isRejected)
        .collect(groupingBy(Sample::expectedTag, counting()));
  }
}
