package com.ecompulse.pipeline.topics;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.ecompulse.pipeline.support.KafkaClusterResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaClusterResource.class)
class TopicReadinessIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TestHTTPResource(value = "/health/ready", management = true)
  URL readiness;

  @TestHTTPResource(value = "/metrics", management = true)
  URL metrics;

  @Test
  void theProcessIsReadyWithItsTopicsAsSpecified() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                get(readiness)
                    .then()
                    .statusCode(200)
                    .body(ofTopics("status"), equalTo("UP"))
                    .body(ofTopics("data.'ecommerce-events-raw'"), equalTo("as specified"))
                    .body(ofTopics("data.'ecommerce-events-dlq'"), equalTo("as specified")));
  }

  @Test
  void readinessTellsOfTheCircuitAndTheAssignment() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                get(readiness)
                    .then()
                    .statusCode(200)
                    .body(of("ingest", "data.circuit"), equalTo("closed"))
                    .body(of("processor", "data.partitions"), equalTo(24)));
  }

  @Test
  void theDifferencesOfATopicAreAGauge() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                get(metrics)
                    .then()
                    .body(
                        containsString(
                            "ecompulse_topic_setting_differences"
                                + "{topic=\"ecommerce-events-raw\"} 0.0")));
  }

  private static String ofTopics(String path) {
    return of("topics", path);
  }

  private static String of(String check, String path) {
    return "checks.find { it.name == '%s' }.%s".formatted(check, path);
  }
}
