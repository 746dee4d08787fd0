package com.ecompulse.pipeline.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.RunningPipeline;
import com.ecompulse.pipeline.support.TopicReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What comes again comes out once, though the process that judges it may have forgotten everything:
 * it has, where a test says {@link #forgetAll()}, as after a restart or a rebalance.
 */
@QuarkusTest
@TestProfile(AbortedBatchIT.ManyBatches.class)
@QuarkusTestResource(KafkaClusterResource.class)
class DuplicatesIT {
  private static final String RAW = "ecommerce-events-raw";
  private static final long WINDOW = 60_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each test has a partition of its own: a partition's clock never goes back. */
  private static int lastPartition;

  KafkaCluster cluster;

  @Inject PartitionWindows windows;

  private final long now = System.currentTimeMillis();
  private int partition;
  private Producer<byte[], byte[]> producer;
  private TopicReader enriched;

  @BeforeEach
  void begin() {
    partition = lastPartition++;
    producer = cluster.clients().producer();
    enriched = TopicReader.fromNow(cluster.clients(), "ecommerce-events-enriched");
  }

  @AfterEach
  void close() {
    producer.close();
    enriched.close();
  }

  @Test
  void insideABatchAndAcrossBatches() {
    // When
    for (int i = 0; i < 50; i++) {
      send("u", "e" + i, now);
      send("u", "e" + i / 2, now);
    }

    // Then
    assertThat(comeOut()).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void afterEverythingWasForgotten() {
    // Given
    send("u", "e1", now);
    send("u", "e2", now + WINDOW);
    comeOut();

    // When
    forgetAll();
    send("u", "e1", now + WINDOW);
    send("u", "e2", now + WINDOW);
    send("u", "e3", now + WINDOW);

    // Then
    assertThat(comeOut()).containsExactly("e1 1", "e2 2", "e3 3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void atTheWindowsEdge(boolean forgotten) {
    // Given
    send("u", "edge", now);
    send("u", "beyond", now - 1);
    comeOut();
    send("u", "later", now);
    send("u", "before", now - 1); // in time as late as the clock, which is at now

    // When
    comeOut();
    forgetIf(forgotten);
    send("u", "edge", now + WINDOW);
    forgetIf(forgotten);
    send("u", "later", now + WINDOW + 1);
    send("u", "before", now + WINDOW + 1);
    send("u", "edge", now + WINDOW + 1);

    // Then
    assertThat(comeOut())
        .containsExactly("edge 1", "beyond 2", "later 3", "before 4", "later 2", "before 3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void outOfOrder(boolean forgotten) {
    // Given
    send("u", "e1", now + WINDOW);
    send("u", "e2", now - 10 * WINDOW);
    comeOut();

    // When
    forgetIf(forgotten);
    send("u", "e1", now - 5 * WINDOW);
    send("u", "e2", now + 2 * WINDOW);
    send("u", "e3", now);

    // Then
    assertThat(comeOut()).containsExactly("e1 1", "e2 2", "e3 3");
  }

  @Test
  void equalIdsOfDifferentUsers() {
    // When
    send("u", "e", now);
    send("v", "e", now);
    send("u", "e", now);

    // Then
    assertThat(comeOut()).containsExactly("e 1", "e 1");
  }

  @Test
  void afterRetentionHasTakenTheHead() {
    // Given
    send("u", "e1", now);
    RecordMetadata kept = send("u", "e2", now);
    comeOut();

    // When
    deleteBefore(kept.offset());
    forgetAll();
    send("u", "e1", now + 1);
    send("u", "e2", now + 1);

    // Then
    assertThat(comeOut()).containsExactly("e1 1", "e2 2", "e1 2");
  }

  @Test
  void afterRetentionHasTakenAll() {
    // Given
    RecordMetadata last = send("u", "e1", now);
    comeOut();

    // When
    deleteBefore(last.offset() + 1);
    forgetAll();
    send("u", "e1", now + 1);
    send("u", "e1", now + 1);

    // Then
    assertThat(comeOut()).containsExactly("e1 1", "e1 1");
  }

  @Test
  void aReplayIsNoDuplicate() {
    // Given
    send("u", "e1", now);

    // When
    send("u", "e1", now, Map.of(RawHeaders.REPLAY_OF, "0-0"));

    // Then
    assertThat(comeOut()).containsExactly("e1 1", "e1 1");
  }

  @Test
  void operatorsSeeWhoSendsAgainAndTheMetersAddUp() throws Exception {
    // Given
    RunningPipeline pipeline = RunningPipeline.inThisJvm(cluster);
    Map<String, String> sender =
        Map.of(RawHeaders.WRITE_KEY_ID, "app", RawHeaders.USER_AGENT, "okhttp/4.12.0");

    // When
    for (int i = 0; i < 4; i++) {
      send("u", "e1", now, sender);
    }
    comeOut();

    // Then
    JsonNode row = JSON.readTree("{\"write_key_id\":\"app\",\"client\":\"okhttp\",\"count\":3}");
    await()
        .atMost(Duration.ofSeconds(30)) // counted a moment after the commit
        .untilAsserted(() -> assertThat(report(pipeline).get("duplicates")).contains(row));
    Metrics metrics = new Metrics(pipeline.management());
    double duplicates = metrics.sum("ecompulse_events_duplicate_total");
    assertThat(report(pipeline).get("total").asDouble()).isEqualTo(duplicates);
    assertThat(metrics.sum("ecompulse_events_consumed_total"))
        .isEqualTo(
            metrics.sum("ecompulse_events_enriched_total")
                + metrics.sum("ecompulse_events_dead_lettered_total")
                + duplicates);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", ""})
  void whoIsNoOperatorSeesNothing(String token) {
    // When
    OperatorClient client =
        new OperatorClient(RunningPipeline.inThisJvm(cluster).management(), token);

    // Then
    assertThat(client.get("/duplicates").statusCode()).isEqualTo(401);
    assertThat(client.get("/duplicates").headers().firstValue("WWW-Authenticate")).isPresent();
  }

  private static JsonNode report(RunningPipeline pipeline) {
    return OperatorClient.of(pipeline.management()).read("/duplicates");
  }

  private RecordMetadata send(String user, String id, long timestamp) {
    return send(user, id, timestamp, Map.of());
  }

  private RecordMetadata send(String user, String id, long timestamp, Map<String, String> headers) {
    String event =
        """
        {"event_id":"%s","event_type":"custom","timestamp":"%s","user_id":"%s","session_id":"s"}\
        """
            .formatted(id, Instant.ofEpochMilli(now), user);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            RAW, partition, timestamp, user.getBytes(UTF_8), event.getBytes(UTF_8));
    headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    try {
      return producer.send(record).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until all is dealt with; gives the ids and positions of all that came out. */
  private List<String> comeOut() {
    new Audit(cluster.clients()).awaitCaughtUp();
    List<String> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : enriched.drain()) {
      JsonNode event = tree(record.value());
      events.add(
          event.get("event_id").asText()
              + " "
              + event.at("/enrichment/session_sequence").asText("none"));
    }
    return events;
  }

  private void forgetIf(boolean forgotten) {
    if (forgotten) {
      new Audit(cluster.clients()).awaitCaughtUp();
      forgetAll();
    }
  }

  /** The process has just taken the partition over. */
  private void forgetAll() {
    windows.keepOnly(List.of());
  }

  private void deleteBefore(long offset) {
    try (Admin admin = cluster.clients().admin()) {
      KafkaClients.get(
          admin
              .deleteRecords(
                  Map.of(new TopicPartition(RAW, partition), RecordsToDelete.beforeOffset(offset)))
              .all());
    }
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
