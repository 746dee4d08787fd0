package com.ecompulse.pipeline.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.LogLines;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a request leaves behind that was answered before Kafka was. */
@QuarkusTest
@TestProfile(GivenUpRequestTest.Impatient.class)
class GivenUpRequestTest {
  /** A front door that waits for Kafka hardly at all. */
  public static class Impatient extends WithoutBroker {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("pipeline.ingest.ack-timeout", "100MS");
      return overrides;
    }
  }

  private static final String AS_MANY_AS_MAY_BE_IN_FLIGHT =
      "[1" + ",1".repeat(WithoutBroker.MAX_IN_FLIGHT_EVENTS - 1) + "]";

  @Inject WithoutBroker.MockRawOut rawOut;
  @Inject KafkaContact contact;
  @Inject MeterRegistry registry;

  private static LogLines log;
  private MockProducer<byte[], byte[]> producer;

  @BeforeAll
  static void listen() {
    log = LogLines.of(SendFailures.class);
  }

  @AfterAll
  static void listenNoMore() {
    log.close();
  }

  @AfterEach
  void acknowledge() {
    acknowledgeAll();
    producer = rawOut.acknowledging(true);
  }

  @Test
  void itsRoomIsHeldUntilKafkaAnswersAndThenGivenBack() {
    // Given
    producer = rawOut.acknowledging(false);
    assertThat(post(AS_MANY_AS_MAY_BE_IN_FLIGHT)).isEqualTo("kafka-unavailable");
    assertThat(post("{}")).isEqualTo("overloaded");

    // When
    acknowledgeAll();

    // Then
    rawOut.acknowledging(true);
    assertThat(post(AS_MANY_AS_MAY_BE_IN_FLIGHT)).isEqualTo("accepted");
  }

  @Test
  void whatKafkaHasTakenOfItIsRoomForOthers() {
    // Given
    producer = rawOut.acknowledging(false);
    assertThat(post(AS_MANY_AS_MAY_BE_IN_FLIGHT)).isEqualTo("kafka-unavailable");

    // When
    producer.completeNext();

    // Then
    assertThat(post("{}")).isEqualTo("kafka-unavailable");
    assertThat(post("{}")).isEqualTo("overloaded");
  }

  @Test
  void whatKafkaTakesBehindTheAnswerIsCountedAsReceived() {
    // Given
    producer = rawOut.acknowledging(false);
    double before = received();
    assertThat(post("[{},{}]")).isEqualTo("kafka-unavailable");

    // When
    acknowledgeAll();

    // Then
    assertThat(received()).isEqualTo(before + 2);
  }

  /** Once a minute, so that another test's request may have left the line. */
  @Test
  void itIsSaidHowManyEventsOfWhichTopicWereLate() {
    // Given
    producer = rawOut.acknowledging(false);

    // When
    post("[{},{}]");

    // Then
    assertThat(log.lines())
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "WARN events not acknowledged in time: topic=ecommerce-events-raw"
                            + " sinceLastLine=\\d+"));
  }

  @Test
  void noOtherIsAskedForUntilKafkaAnswers() {
    // Given
    producer = rawOut.acknowledging(false);
    assertThat(contact.trouble()).isEmpty();

    // When
    post("{}");

    // Then
    assertThat(contact.trouble()).contains("Kafka did not acknowledge in time");
    acknowledgeAll();
    await().untilAsserted(() -> assertThat(contact.trouble()).isEmpty());
  }

  private double received() {
    return registry.get("ecompulse.events.received").tag("endpoint", "events").counter().count();
  }

  private void acknowledgeAll() {
    while (producer.completeNext()) {
      // until none is left
    }
  }

  /** The problem's code, or that there is none. */
  private static String post(String body) {
    String code = given().contentType("application/json").body(body).post("/events").path("code");
    return code == null ? "accepted" : code;
  }
}
