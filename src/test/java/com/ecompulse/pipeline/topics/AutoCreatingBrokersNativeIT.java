package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.Health;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.TopicReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On brokers that make a topic when it is asked for, as Kafka's do by default. */
@Tag("extended")
class AutoCreatingBrokersNativeIT {
  private static final Duration SOON = Duration.ofSeconds(90);

  private KafkaCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = KafkaCluster.start(1, Map.of("auto.create.topics.enable", "true"));
  }

  @AfterEach
  void stopCluster() {
    cluster.close();
  }

  @Test
  void noTopicIsMadeByBeingAskedForAndEventsPassOnceTheyStand() throws Exception {
    try (PackagedApplication application = launch("false")) {
      // Given
      EventClient client = new EventClient(application.http());
      List<byte[]> events = SampleEvents.valid(1, 20, Instant.now());
      await().atMost(SOON).until(() -> new Health(application.management()).told().contains("raw"));

      // When
      HttpResponse<String> refused = client.post(events);

      // Then
      assertThat(cluster.clients().topics()).isEmpty();
      assertThat(refused.statusCode()).isEqualTo(503);
      awaitMissingTopicsAreTold(application, client);
      create(TopicSpec.RAW);
      await().atMost(SOON).until(() -> client.post(events).statusCode() == 202);
      await()
          .atMost(SOON)
          .until(() -> application.lines().anyMatch(line -> line.contains("batch aborted")));
      assertThat(cluster.clients().topics()).containsExactly(TopicSpec.RAW);
      create(TopicSpec.ENRICHED);
      create(TopicSpec.DEAD_LETTERS);
      try (TopicReader enriched =
          TopicReader.fromBeginning(cluster.clients(), TopicSpec.ENRICHED)) {
        assertThat(enriched.awaitRecords(events.size(), SOON)).hasSize(events.size());
      }
      application.awaitReady();
    }
  }

  @Test
  void theServicesOwnTopicsAreAsSpecified() {
    try (PackagedApplication application = launch("true")) {
      // When
      application.awaitReady();

      // Then
      assertThat(TopicSpec.ALL)
          .allSatisfy(
              spec ->
                  assertThat(cluster.clients().description(spec.name()).partitions())
                      .hasSize(spec.partitions()));
    }
  }

  private static void awaitMissingTopicsAreTold(
      PackagedApplication application, EventClient client) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(new Health(application.management()).told())
                  .contains("the raw topic is missing");
              assertThat(client.post("{}").body()).contains("the raw topic is missing");
            });
    assertThat(application.lines())
        .anyMatch(
            line -> line.contains("topic is missing") && line.contains("topic=" + TopicSpec.RAW));
  }

  private void create(String topic) {
    TopicSpec spec =
        TopicSpec.ALL.stream().filter(s -> s.name().equals(topic)).findFirst().orElseThrow();
    cluster.createTopic(spec.name(), spec.partitions(), spec.settings());
  }

  private PackagedApplication launch(String provision) {
    return PackagedApplication.launch(
        "auto-creating",
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
            "PIPELINE_INSTANCE_ID", "auto-creating",
            "PIPELINE_INGEST_OPEN", "true",
            "PIPELINE_TOPICS_PROVISION", provision,
            "PIPELINE_TOPICS_REPLICATION_FACTOR", "1"),
        Map.of());
  }
}
