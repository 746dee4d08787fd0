package com.ecompulse.pipeline.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.Health;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import com.ecompulse.pipeline.support.PipelineTopics;
import com.ecompulse.pipeline.support.RunningPipeline;
import com.ecompulse.pipeline.support.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A topic of profiles that is not there yet when events are. */
@Tag("extended")
@QuarkusTest
@TestProfile(FirstBatchIT.WithLateProfiles.class)
@QuarkusTestResource(KafkaClusterResource.class)
class FirstBatchIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration A_WHILE = Duration.ofSeconds(3);

  /** Nobody makes the topic but the test. */
  public static class WithLateProfiles implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "pipeline.enrichment.customer.enabled", "true",
          "pipeline.enrichment.customer.topic", "late-profiles",
          "pipeline.topics.provision", "false");
    }
  }

  KafkaCluster cluster;

  @Test
  void noEventIsProcessedBeforeTheTablesAreLoaded() throws Exception {
    // Given
    RunningPipeline pipeline = RunningPipeline.inThisJvm(cluster);
    Health health = new Health(pipeline.management());
    cluster.createTopics(PipelineTopics.withReplicas(1));
    EventClient client = new EventClient(pipeline.http());
    byte[] event = SampleEvents.valid(1, 1, Instant.now()).get(0);
    try (TopicReader enriched =
        TopicReader.fromBeginning(cluster.clients(), "ecommerce-events-enriched")) {
      await().atMost(SOON).until(() -> client.post(event).statusCode() == 202);

      // When, Then
      await()
          .during(A_WHILE)
          .atMost(SOON)
          .untilAsserted(() -> assertThat(enriched.drain()).isEmpty());
      assertThat(health.isNotReady()).isTrue();

      // When
      cluster.createTopic("late-profiles", 1, Map.of("cleanup.policy", "compact"));

      // Then
      String out = new String(enriched.awaitRecords(1, SOON).get(0).value(), UTF_8);
      assertThat(out).contains("\"customer_value_segment\":\"");
      await().atMost(SOON).until(health::isReady);
    }
  }
}
