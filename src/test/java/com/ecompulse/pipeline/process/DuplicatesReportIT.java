package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.RunningPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators, and nobody else, are told of duplicates. */
@QuarkusTest
@TestProfile(AbortedBatchIT.ManyBatches.class)
@QuarkusTestResource(KafkaClusterResource.class)
class DuplicatesReportIT extends DuplicatesScene {
  private static final ObjectMapper JSON = new ObjectMapper();

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
    assertThat(metrics.sum("ecompulse_duplicates_window_ratio")).isEqualTo(1);
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
}
