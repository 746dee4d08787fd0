package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.ProxiedBroker;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.support.Traffic;
import com.ecompulse.pipeline.topics.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever comes up first, broker, topics, partitions or the application, events flow. */
class StartOrderNativeIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int EVENTS = 1_000;

  private ProxiedBroker broker;
  private PackagedApplication application;

  @AfterEach
  void stop() {
    application.close();
    broker.close();
  }

  @Test
  void theApplicationMayComeBeforeTheBroker() {
    // Given
    broker = ProxiedBroker.startWithTopics();
    broker.cluster().stopBroker(0);
    application = launch();
    awaitUpButNotReady();

    // When
    broker.cluster().startBroker(0);

    // Then
    application.awaitReady();
    assertEventsFlow();
  }

  @Test
  void theApplicationMayComeBeforeTheTopics() {
    // Given
    broker = ProxiedBroker.start();
    application = launch();
    awaitUpButNotReady();

    // When
    broker.createTopics();

    // Then
    application.awaitReady();
    assertEventsFlow();
  }

  @Test
  void partitionsThatAreAddedAreConsumedWithoutARestart() {
    // Given
    broker = ProxiedBroker.startWithTopics();
    application = launch();
    application.awaitReady();
    KafkaClients kafka = broker.cluster().clients();

    // When
    try (Admin admin = kafka.admin()) {
      NewPartitions more = NewPartitions.increaseTo(30);
      KafkaClients.get(admin.createPartitions(Map.of(TopicSpec.RAW, more)).all());
    }
    long begun = System.nanoTime();
    List<String> ids = IntStream.range(24, 30).mapToObj(i -> "added-" + i).toList();
    try (Producer<byte[], byte[]> producer = kafka.producer()) {
      ids.forEach(
          id ->
              producer.send(
                  new ProducerRecord<>(
                      TopicSpec.RAW, Integer.parseInt(id.substring(6)), null, event(id))));
    }

    // Then
    try (TopicReader enriched = TopicReader.fromBeginning(kafka, TopicSpec.ENRICHED)) {
      assertThat(enriched.awaitRecords(ids.size(), SOON)).hasSize(ids.size());
    }
    System.out.printf(
        "added partitions consumed after %d ms%n", (System.nanoTime() - begun) / 1_000_000);
  }

  private PackagedApplication launch() {
    return PackagedApplication.launch(
        "start-order", Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()), Map.of());
  }

  /** Its management answers, so all that starts has started. */
  private void awaitUpButNotReady() {
    Metrics metrics = new Metrics(application.management());
    await("the application is up")
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> metrics.sum("jvm_threads_live_threads") > 0);
    await("and stays so, not ready")
        .during(Duration.ofSeconds(3))
        .atMost(SOON)
        .until(() -> application.isAlive() && !application.isReady());
  }

  private void assertEventsFlow() {
    Audit audit = new Audit(broker.cluster().clients());
    try (Traffic traffic = Traffic.start(application.http(), "t", 4, EVENTS)) {
      await("events are accepted")
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(traffic.accepted().size() + traffic.unanswered().size())
                      .isEqualTo(EVENTS));
      audit.assertKept(traffic.accepted(), traffic.unanswered(), traffic.invalid());
      assertThat(traffic.accepted()).as("answers: %s", traffic.answers()).hasSize(EVENTS);
    }
  }

  private static byte[] event(String id) {
    return """
        {"event_id":"%s","event_type":"user_login","timestamp":"%s","user_id":"u","session_id":"s"}"""
        .formatted(id, Instant.now())
        .getBytes(StandardCharsets.UTF_8);
  }
}
