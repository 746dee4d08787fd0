package com.ecompulse.pipeline.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ProducerBreakerTest.Wary.class)
class ProducerBreakerTest {
  /** A breaker that judges by two requests, and tries again soon. */
  public static class Wary extends WithoutBroker {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("pipeline.ingest.breaker.window", "2");
      overrides.put("pipeline.ingest.breaker.delay", "2S");
      return overrides;
    }
  }

  @Inject WithoutBroker.MockRawOut rawOut;

  @Test
  void itOpensOnFailuresAnswersWithoutAskingKafkaAndClosesByItself() {
    // Given
    MockProducer<byte[], byte[]> failing = rawOut.acknowledging(true);
    failing.sendException = new NotEnoughReplicasException("one of three");
    await().untilAsserted(() -> assertThat(post("{}")).isEqualTo("circuit-open"));

    // When
    MockProducer<byte[], byte[]> mended = rawOut.acknowledging(true);
    given()
        .contentType("application/json")
        .body("{\"records\":[{\"value\":{}}]}")
        .post("/topics/ecommerce-events")
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .body("error_code", equalTo(50302));

    // Then
    assertThat(mended.history()).isEmpty();
    await().untilAsserted(() -> assertThat(post("{}")).isEqualTo("accepted"));
  }

  @Test
  void whatItRefusesTakesNoRoom() {
    // Given
    rawOut.acknowledging(true).sendException = new NotEnoughReplicasException("one of three");
    await().untilAsserted(() -> assertThat(post("{}")).isEqualTo("circuit-open"));
    String asManyAsMayBeInFlight = "[1" + ",1".repeat(WithoutBroker.MAX_IN_FLIGHT_EVENTS - 1) + "]";

    // When
    post(asManyAsMayBeInFlight);

    // Then
    rawOut.acknowledging(true);
    await().untilAsserted(() -> assertThat(post(asManyAsMayBeInFlight)).isEqualTo("accepted"));
  }

  @Test
  void whatIsTheEventsFaultDoesNotOpenIt() {
    // Given
    MockProducer<byte[], byte[]> refusing = rawOut.acknowledging(true);
    await().untilAsserted(() -> assertThat(post("{}")).isEqualTo("accepted"));
    refusing.sendException = new RecordTooLargeException();

    // When
    for (int i = 0; i < 5; i++) {
      assertThat(post("{}")).isEqualTo("event-too-large");
    }

    // Then
    rawOut.acknowledging(true);
    assertThat(post("{}")).isEqualTo("accepted");
  }

  /** The problem's code, or that there is none. */
  private static String post(String body) {
    String code = given().contentType("application/json").body(body).post("/events").path("code");
    return code == null ? "accepted" : code;
  }
}
