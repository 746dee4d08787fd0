package com.ecompulse.pipeline.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.Health;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PipelineTopics;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.topics.TopicSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever comes up first, brokers, topics, partitions or the application, events flow. */
@Tag(FaultScene.LONG)
class StartOrderNativeIT extends FaultScene {
  private static final int BACKLOG = 24_000;

  /** As in production, but for the time after which a process is stuck: a twentieth. */
  @Override
  Map<String, String> environment() {
    return Map.of("PIPELINE_TOPICS_PROVISION", "false", "PIPELINE_PROCESSOR_STUCK_TIMEOUT", "15S");
  }

  @Test
  void theApplicationMayComeBeforeTheBrokers() {
    // Given
    cluster.createTopics(PipelineTopics.withReplicas(3));
    cluster.brokerIds().forEach(cluster::stopBroker);
    PackagedApplication application = launch("pod-0");
    awaitUpButNotReady(application);

    // When
    cluster.brokerIds().forEach(cluster::startBroker);

    // Then
    application.awaitReady();
    load(application).awaitAccepted(500);
    assertKept();
  }

  @Test
  void theApplicationMayComeBeforeTheTopics() {
    // Given
    PackagedApplication application = launch("pod-0");
    awaitUpButNotReady(application);

    // When
    cluster.createTopics(PipelineTopics.withReplicas(3));

    // Then
    application.awaitReady();
    load(application).awaitAccepted(500);
    assertKept();
  }

  /** Each batch aborts at once, and most partitions never have their turn. */
  @Test
  void theDeadLetterTopicMayComeLongAfterABacklogOfBrokenEvents() {
    // Given
    Map<Boolean, List<NewTopic>> topics =
        PipelineTopics.withReplicas(3).stream()
            .collect(partitioningBy(topic -> topic.name().equals(TopicSpec.DEAD_LETTERS)));
    cluster.createTopics(topics.get(false));
    try (Producer<byte[], byte[]> producer = cluster.clients().producer()) {
      IntStream.range(0, BACKLOG)
          .forEach(
              number ->
                  producer.send(
                      new ProducerRecord<>(TopicSpec.RAW, number % 24, null, new byte[600])));
    }
    PackagedApplication application = launch("pod-0");
    awaitUpButNotReady(application, Duration.ofSeconds(40));

    // When
    cluster.createTopics(topics.get(true));

    // Then
    application.awaitReady();
    new Audit(cluster.clients()).awaitCaughtUp();
    assertThat(records(TopicSpec.DEAD_LETTERS)).isEqualTo(BACKLOG);
    assertThat(records(TopicSpec.ENRICHED)).isZero();
    assertThat(application.isAlive()).as("the same process goes on").isTrue();
  }

  @Test
  void partitionsThatAreAddedAreConsumedWithoutARestart() {
    // Given
    cluster.createTopics(PipelineTopics.withReplicas(3));
    start("pod-0");
    KafkaClients kafka = cluster.clients();

    // When
    try (Admin admin = kafka.admin()) {
      NewPartitions more = NewPartitions.increaseTo(30);
      KafkaClients.get(admin.createPartitions(Map.of(TopicSpec.RAW, more)).all());
    }
    long added = System.nanoTime();
    List<Integer> partitions = IntStream.range(24, 30).boxed().toList();
    try (Producer<byte[], byte[]> producer = kafka.producer()) {
      partitions.forEach(
          number ->
              producer.send(new ProducerRecord<>(TopicSpec.RAW, number, null, event(number))));
    }

    // Then
    try (TopicReader enriched = TopicReader.fromBeginning(kafka, TopicSpec.ENRICHED)) {
      assertThat(enriched.awaitRecords(partitions.size(), SOON)).hasSameSizeAs(partitions);
    }
    tell("added partitions consumed", added);
  }

  /** As the startup probe has it, which would have a pod killed that does not start in a minute. */
  private static void awaitUpButNotReady(PackagedApplication application) {
    awaitUpButNotReady(application, Duration.ofSeconds(3));
  }

  private static void awaitUpButNotReady(PackagedApplication application, Duration atLeast) {
    Health health = new Health(application.management());
    await("the application is up").atMost(SOON).until(health::isStarted);
    await("and stays so, not ready")
        .during(atLeast)
        .atMost(SOON)
        .until(() -> application.isAlive() && application.isNotReady());
  }

  private int records(String topic) {
    try (TopicReader reader = TopicReader.fromBeginning(cluster.clients(), topic)) {
      return reader.drain().size();
    }
  }

  private static byte[] event(int number) {
    return """
           {"event_id":"added-%d","event_type":"user_login","timestamp":"%s",\
           "user_id":"u","session_id":"s"}"""
        .formatted(number, Instant.now())
        .getBytes(UTF_8);
  }
}
