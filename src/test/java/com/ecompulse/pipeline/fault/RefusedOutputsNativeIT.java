package com.ecompulse.pipeline.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.deadletter.DeadLetterHeaders;
import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PipelineTopics;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.topics.TopicSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The brokers are there and take raw events, but refuse what comes out of them. */
class RefusedOutputsNativeIT extends FaultScene {
  private static final int LIMIT_BYTES = 20_000;
  private static final int LARGE = 60_000;

  /**
   * The times stand to each other as they do in production, a twentieth as long. A topic that is
   * deleted is not made again before the test makes it.
   */
  @Override
  Map<String, String> environment() {
    return Map.of(
        "PIPELINE_TOPICS_PROVISION", "false",
        "KAFKA_REQUEST_TIMEOUT_MS", "1500",
        "MP_MESSAGING_OUTGOING_ENRICHED_OUT_DELIVERY_TIMEOUT_MS", "6000",
        "MP_MESSAGING_OUTGOING_ENRICHED_OUT_TRANSACTION_TIMEOUT_MS", "9000");
  }

  @BeforeEach
  void createTopics() {
    cluster.createTopics(PipelineTopics.withReplicas(3));
  }

  @Test
  @Tag(LONG)
  void tooFewReplicasOfTheEnrichedTopicAreWaitedForAndKillNoEvent() {
    // Given
    PackagedApplication application = start("pod-0");
    Load load = load(application);
    aMomentLater();

    // When
    cluster.clients().set(TopicSpec.ENRICHED, "min.insync.replicas", "3");
    cluster.stopBroker(2);
    awaitReadiness(false, application);
    load.awaitAccepted(500);
    awaitLag(200, application);
    cluster.startBroker(2);

    // Then
    assertKept();
    assertThat(application.isAlive()).as("the same process goes on").isTrue();
    application.awaitReady();
  }

  @Test
  @Tag(LONG)
  void aMissingDeadLetterTopicIsWaitedFor() {
    // Given
    PackagedApplication application = start("pod-0");
    // No letter goes with its topic.
    Load load = load(new Load.Plan(seed.value(), 1, Duration.ofMillis(40), 0), application);
    aMomentLater();

    // When
    cluster.deleteTopics(List.of(TopicSpec.DEAD_LETTERS));
    load.breaking(0.5);
    awaitReadiness(false, application);
    load.awaitAccepted(500);
    cluster.createTopics(List.of(new NewTopic(TopicSpec.DEAD_LETTERS, 1, (short) 3)));

    // Then
    awaitReadyAgain(application);
    load.awaitAccepted(100);
    assertKept();
    assertThat(lettersThere()).isPositive();
  }

  @Test
  void whatItsTopicDoesNotTakeIsADeadLetterAndTheLetterIsCutUntilItsTopicTakesIt()
      throws Exception {
    // Given
    PackagedApplication application = start("pod-0");
    cluster.clients().set(TopicSpec.ENRICHED, "max.message.bytes", "" + LIMIT_BYTES);
    cluster.clients().set(TopicSpec.DEAD_LETTERS, "max.message.bytes", "" + LIMIT_BYTES);
    EventClient client = new EventClient(application.http());

    // When
    client.post(
        List.of(
            event("small", 10), event("large", LARGE), event("larger", LARGE), event("last", 10)));

    // Then
    try (TopicReader enriched = TopicReader.fromBeginning(cluster.clients(), TopicSpec.ENRICHED);
        TopicReader dead = TopicReader.fromBeginning(cluster.clients(), TopicSpec.DEAD_LETTERS)) {
      List<ConsumerRecord<byte[], byte[]>> letters = dead.awaitRecords(2, SOON);
      assertThat(enriched.awaitRecords(2, SOON)).hasSize(2);
      assertThat(letters).as("not what waited behind them").hasSize(2);
      ConsumerRecord<byte[], byte[]> letter = letters.get(0);
      assertThat(RawHeaders.text(letter.headers(), DeadLetterHeaders.FAILURE))
          .isEqualTo("too-large");
      assertThat(RawHeaders.number(letter.headers(), DeadLetterHeaders.ORIGINAL_SIZE, 0))
          .isGreaterThan(LARGE);
      assertThat(new String(letter.value(), UTF_8)).startsWith("{\"event_id\":\"large\"");
    }
    awaitReadiness(true, application);
  }

  private int lettersThere() {
    try (TopicReader letters =
        TopicReader.fromBeginning(cluster.clients(), TopicSpec.DEAD_LETTERS)) {
      return letters.drain().size();
    }
  }

  private static void awaitLag(int records, PackagedApplication application) {
    Metrics metrics = new Metrics(application.management());
    await("lag")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(metrics.sum("ecompulse_consumer_lag")).isGreaterThan(records);
              assertThat(metrics.sum("ecompulse_oldest_unprocessed_seconds")).isPositive();
            });
  }

  /** Random digits, so that no compression makes it small. */
  private byte[] event(String id, int digits) {
    StringBuilder note = new StringBuilder();
    random.ints(digits, 33, 127).filter(c -> c != '"' && c != '\\').forEach(note::appendCodePoint);
    note.append("x".repeat(digits - note.length()));
    return """
        {"event_id":"%s","event_type":"user_login","timestamp":"%s","user_id":"u",\
        "session_id":"s","properties":{"note":"%s"}}"""
        .formatted(id, Instant.now(), note)
        .getBytes(UTF_8);
  }
}
