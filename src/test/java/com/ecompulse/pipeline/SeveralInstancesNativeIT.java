package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.event.SampleEvents.Sample;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.support.guarantee.Guarantee;
import com.ecompulse.pipeline.support.guarantee.History;
import com.ecompulse.pipeline.support.guarantee.Seed;
import com.ecompulse.pipeline.support.guarantee.SentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes of the packaged application that share the consumer group, come and go. */
@Tag("extended")
class SeveralInstancesNativeIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int BATCH = 50;

  private final Seed seed = Seed.announced();
  private final List<PackagedApplication> started = new ArrayList<>();
  private final List<TopicReader> readers = new ArrayList<>();
  private final List<SentEvent> accepted = new ArrayList<>();
  private KafkaCluster cluster;
  private TopicReader enriched;
  private TopicReader deadLetters;
  private int sent;

  @BeforeEach
  void startBroker() {
    cluster = KafkaCluster.start(1);
  }

  @AfterEach
  void stopAll() {
    readers.forEach(TopicReader::close);
    started.forEach(PackagedApplication::close);
    cluster.close();
  }

  @Test
  void twoInstancesShareTheWorkAndDoubleNothing() throws Exception {
    // Given
    PackagedApplication first = start("first");
    readFromHere();
    send(first, 1_000);
    PackagedApplication second = start("second");
    await().atMost(SOON).until(() -> hasWorked(second, first));

    // When
    send(first, 1_000);
    send(second, 1_000);

    // Then
    assertKept();
  }

  @Test
  void anInstanceThatIsToldToEndLeavesNothingUndone() throws Exception {
    // Given
    PackagedApplication first = start("first");
    readFromHere();
    send(first, 2_000);

    // When
    int exitCode = first.terminate();
    PackagedApplication second = start("second");
    send(second, 500);

    // Then
    assertThat(exitCode).isEqualTo(143);
    assertKept();
  }

  @Test
  void anInstanceThatIsKilledIsReplacedWithoutLossOrDouble() throws Exception {
    // Given
    PackagedApplication first = start("pod-0");
    readFromHere();
    send(first, 2_000);

    // When
    first.kill();
    PackagedApplication second = start("pod-0");
    send(second, 500);

    // Then
    assertKept();
  }

  private PackagedApplication start(String instanceId) {
    PackagedApplication application =
        PackagedApplication.start(
            instanceId,
            PackagedPipeline.onOneBroker(
                cluster,
                Map.of(
                    "PIPELINE_INSTANCE_ID",
                    instanceId,
                    // A killed member is missed after 6 s instead of 30.
                    "MP_MESSAGING_INCOMING_RAW_IN_SESSION_TIMEOUT_MS",
                    "6000")));
    started.add(application);
    return application;
  }

  private void readFromHere() {
    enriched = reader(PipelineScene.ENRICHED);
    deadLetters = reader(PipelineScene.DEAD_LETTERS);
  }

  private TopicReader reader(String topic) {
    TopicReader reader = TopicReader.fromNow(cluster.clients(), topic);
    readers.add(reader);
    return reader;
  }

  private void send(PackagedApplication application, int events) throws Exception {
    EventClient client = new EventClient(application.http());
    List<Sample> samples = SampleEvents.mixed(seed.value() + sent++, events, 0, Instant.now());
    for (int from = 0; from < events; from += BATCH) {
      List<Sample> batch = samples.subList(from, from + BATCH);
      assertThat(client.post(batch.stream().map(Sample::value).toList()).statusCode())
          .isEqualTo(202);
      batch.forEach(sample -> accepted.add(new SentEvent(sample.eventId(), "", "")));
    }
  }

  /** Keeps sending through one instance until another has its share. */
  private boolean hasWorked(PackagedApplication other, PackagedApplication through)
      throws Exception {
    send(through, BATCH);
    return new Metrics(other.management()).sum("ecompulse_events_consumed_total") > 0;
  }

  private void assertKept() {
    enriched.awaitRecords(accepted.size(), SOON);
    History history =
        new History(
            accepted,
            List.of(),
            PipelineScene.read(enriched.drain()),
            PipelineScene.read(deadLetters.drain()));
    Guarantee.all().forEach(guarantee -> guarantee.assertKept(history));
  }
}
