package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.KafkaCluster;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicProvisionerIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final short ONE = 1;
  private static final Set<Role> BOTH = EnumSet.of(Role.INGEST, Role.PROCESSOR);

  private static KafkaCluster cluster;

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final TopicProvisioner provisioner = provisioner(true, meters);

  @BeforeAll
  static void startCluster() {
    cluster = KafkaCluster.start(1);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @AfterEach
  void removeTopics() {
    provisioner.end();
    cluster.deleteTopics(List.copyOf(clients().topics()));
  }

  @Test
  void createsEveryTopicExactlyAsSpecified() {
    // When
    provisioner.begin();

    // Then
    awaitAllTopics(provisioner);
    assertThat(provisioner.findings().orElseThrow().differences()).isEmpty();
    for (TopicSpec spec : TopicSpec.ALL) {
      assertThat(clients().description(spec.name()).partitions()).hasSize(spec.partitions());
      assertThat(clients().settings(spec.name())).containsAllEntriesOf(spec.settings());
      assertThat(gauge(spec.name())).isZero();
    }
  }

  @Test
  void leavesATopicWithOtherSettingsAloneAndTellsEachDifference() {
    // Given
    Map<String, String> others = Map.of("retention.ms", "1000", "compression.type", "lz4");
    cluster.createTopic(TopicSpec.RAW, 3, others);

    // When
    provisioner.begin();

    // Then
    awaitAllTopics(provisioner);
    assertThat(provisioner.findings().orElseThrow().differences())
        .extracting(TopicDifference::topic, TopicDifference::setting, TopicDifference::found)
        .containsExactlyInAnyOrder(
            tuple(TopicSpec.RAW, "partitions", "3"),
            tuple(TopicSpec.RAW, "retention.ms", "1000"),
            tuple(TopicSpec.RAW, "compression.type", "lz4"),
            tuple(TopicSpec.RAW, "segment.ms", "604800000"),
            tuple(TopicSpec.RAW, "max.message.bytes", "1048588"));
    assertThat(gauge(TopicSpec.RAW)).isEqualTo(5);
    assertThat(clients().description(TopicSpec.RAW).partitions()).hasSize(3);
    assertThat(clients().settings(TopicSpec.RAW)).containsAllEntriesOf(others);
    assertThat(readiness(provisioner).getStatus()).isEqualTo(Status.UP);
    assertThat(told(provisioner, TopicSpec.RAW)).contains("partitions expected=24 found=3");
  }

  @Test
  void twoInstancesThatProvisionAtOnceBothSucceed() {
    try (Admin one = clients().admin();
        Admin two = clients().admin()) {
      // Given
      TopicInspection first = new TopicInspection(one, ONE, TopicSpec.ALL, BOTH);
      TopicInspection second = new TopicInspection(two, ONE, TopicSpec.ALL, BOTH);

      // When
      CompletionStage<TopicFindings> ofFirst = first.look().thenCompose(first::provision);
      CompletionStage<TopicFindings> ofSecond = second.look().thenCompose(second::provision);

      // Then
      assertThat(ofFirst).succeedsWithin(SOON).matches(TopicFindings::nothingIsMissing);
      assertThat(ofSecond).succeedsWithin(SOON).matches(TopicFindings::nothingIsMissing);
    }
  }

  @Test
  void startsWhileTheBrokerIsAwayAndCreatesTheTopicsOnceItIsBack() {
    // Given
    cluster.stopBroker(0);

    // When
    provisioner.begin();

    // Then
    assertThat(readiness(provisioner).getStatus()).isEqualTo(Status.DOWN);
    assertThat(told(provisioner, TopicSpec.RAW)).isEqualTo("not yet checked");
    assertThat(gauge(TopicSpec.RAW)).isNaN();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(told(provisioner, "trouble")).isEqualTo("TimeoutException"));
    assertThat(writable(TopicSpec.RAW)).isZero();
    cluster.startBroker(0);
    awaitAllTopics(provisioner);
  }

  @Test
  void aTopicThatWantsMoreReplicasInSyncThanItHasTakesWritesNonetheless() {
    // Given
    cluster.createTopic(TopicSpec.DEAD_LETTERS, 1, Map.of("min.insync.replicas", "2"));

    // When
    provisioner.begin();

    // Then
    awaitAllTopics(provisioner);
    try (Producer<byte[], byte[]> producer = clients().producer()) {
      assertThat(producer.send(new ProducerRecord<>(TopicSpec.DEAD_LETTERS, new byte[1])))
          .succeedsWithin(SOON);
    }
    assertThat(writable(TopicSpec.DEAD_LETTERS)).isOne();
  }

  @Test
  void createsNothingWhenToldNotToAndSaysWhatIsMissingUntilItIsThere() {
    // Given
    cluster.createTopic(TopicSpec.ENRICHED, 12, Map.of());
    TopicProvisioner onlooker = provisioner(false, new SimpleMeterRegistry());

    // When
    onlooker.begin();

    // Then
    await().atMost(SOON).until(() -> onlooker.findings().isPresent());
    assertThat(readiness(onlooker).getStatus()).isEqualTo(Status.DOWN);
    assertThat(told(onlooker, TopicSpec.RAW)).contains("missing");
    assertThat(told(onlooker, TopicSpec.ENRICHED)).doesNotContain("missing");
    assertThat(clients().topics()).containsExactly(TopicSpec.ENRICHED);
    cluster.createTopic(TopicSpec.RAW, 24, Map.of());
    cluster.createTopic(TopicSpec.DEAD_LETTERS, 1, Map.of());
    awaitReady(onlooker);
    assertThat(told(onlooker, TopicSpec.REPLAYS)).contains("missing");
    onlooker.end();
  }

  @Test
  void aTopicThatCannotBeMadeTakesNothingFromThoseThatStand() {
    // Given
    cluster.createTopic(TopicSpec.RAW, 24, Map.of());
    cluster.createTopic(TopicSpec.ENRICHED, 12, Map.of());
    cluster.createTopic(TopicSpec.DEAD_LETTERS, 1, Map.of());
    MeterRegistry itsMeters = new SimpleMeterRegistry();
    TopicProvisioner ofThreeReplicas = provisioner(true, (short) 3, itsMeters);

    // When
    ofThreeReplicas.begin();

    // Then
    awaitReady(ofThreeReplicas);
    assertThat(told(ofThreeReplicas, TopicSpec.REPLAYS)).contains("missing");
    assertThat(told(ofThreeReplicas, "trouble")).isEqualTo("InvalidReplicationFactorException");
    assertThat(writable(itsMeters, TopicSpec.RAW)).isOne();
    ofThreeReplicas.end();
  }

  private static TopicProvisioner provisioner(boolean provision, MeterRegistry meters) {
    return provisioner(provision, ONE, meters);
  }

  private static TopicProvisioner provisioner(
      boolean provision, short replicas, MeterRegistry meters) {
    Map<String, Object> kafka =
        Map.of(
            "bootstrap.servers", cluster.bootstrapServers(),
            "request.timeout.ms", 1_500,
            "default.api.timeout.ms", 3_000);
    return new TopicProvisioner(
        () -> Admin.create(kafka),
        provision,
        replicas,
        TopicSpec.ALL,
        BOTH,
        new KnownTopics(),
        meters);
  }

  private static void awaitAllTopics(TopicProvisioner provisioner) {
    awaitReady(provisioner);
    assertThat(clients().topics()).containsExactlyInAnyOrderElementsOf(names());
  }

  /** Events need no more than their own topics. */
  private static void awaitReady(TopicProvisioner provisioner) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(readiness(provisioner).getStatus()).isEqualTo(Status.UP));
  }

  private static List<String> names() {
    return TopicSpec.ALL.stream().map(TopicSpec::name).toList();
  }

  private static HealthCheckResponse readiness(TopicProvisioner provisioner) {
    return new TopicReadiness(provisioner).call();
  }

  private static String told(TopicProvisioner provisioner, String topic) {
    return String.valueOf(readiness(provisioner).getData().orElseThrow().get(topic));
  }

  private double gauge(String topic) {
    return meters.get("ecompulse.topic.setting.differences").tag("topic", topic).gauge().value();
  }

  private double writable(String topic) {
    return writable(meters, topic);
  }

  private static double writable(MeterRegistry meters, String topic) {
    return meters.get("ecompulse.topic.writable").tag("topic", topic).gauge().value();
  }

  private static KafkaClients clients() {
    return cluster.clients();
  }
}
