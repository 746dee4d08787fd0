package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.TopicReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One binary, two roles: a process may take events, process them, or do both. */
@Tag("extended")
@Tag("native")
class RolesNativeIT {

  @Test
  void whatOneProcessTakesAnotherProcesses() throws Exception {
    try (KafkaCluster cluster = KafkaCluster.start(1);
        PackagedApplication ingest =
            start(cluster, "ingest", Map.of("PIPELINE_PROCESSOR_ENABLED", "false"));
        PackagedApplication processor =
            start(cluster, "processor", Map.of("PIPELINE_INGEST_ENABLED", "false"));
        TopicReader enriched = TopicReader.fromNow(cluster.clients(), PipelineScene.ENRICHED)) {
      // Given
      List<byte[]> events = SampleEvents.valid(1, 100, Instant.now());

      // When
      int taken = new EventClient(ingest.http()).post(events).statusCode();
      int refused = new EventClient(processor.http()).post(events).statusCode();

      // Then
      assertThat(taken).isEqualTo(202);
      assertThat(refused).isEqualTo(404);
      assertThat(enriched.awaitRecords(100, Duration.ofSeconds(60))).hasSize(100);
      assertThat(new Metrics(ingest.management()).sum("ecompulse_events_consumed_total")).isZero();
    }
  }

  /**
   * Replaying takes the right to write raw events, and a process that goes on with what is taken.
   */
  @Test
  void aProcessThatTakesNoEventsTakesNoReplaysAndStillShowsDeadLetters() {
    try (KafkaCluster cluster = KafkaCluster.start(1);
        PackagedApplication processor =
            start(cluster, "processor", Map.of("PIPELINE_INGEST_ENABLED", "false"))) {
      // Given
      OperatorClient operator = OperatorClient.of(processor.http());

      // When
      HttpResponse<String> replay =
          operator.replay("{\"letters\":[{\"partition\":0,\"offset\":0}]}");

      // Then
      assertThat(OperatorClient.json(replay, 404).get("code").asText()).isEqualTo("not-replaying");
      assertThat(operator.read("/dead-letters").get("letters")).isEmpty();
      assertThat(OperatorClient.of(processor.management()).read("/duplicates").get("total").asInt())
          .isZero();
    }
  }

  private static PackagedApplication start(
      KafkaCluster cluster, String name, Map<String, String> role) {
    Map<String, String> environment = new HashMap<>(role);
    environment.put("PIPELINE_INSTANCE_ID", name);
    environment.put("PIPELINE_OPERATORS_TOKEN", OperatorClient.TOKEN);
    return PackagedApplication.start(name, PackagedPipeline.onOneBroker(cluster, environment));
  }
}
