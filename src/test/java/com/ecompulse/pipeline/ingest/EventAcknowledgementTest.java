package com.ecompulse.pipeline.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.ecompulse.pipeline.ingest.WithoutBroker.MockRawOut;
import com.ecompulse.pipeline.support.LogLines;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer says what Kafka said. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
class EventAcknowledgementTest {
  @Inject MockRawOut rawOut;
  @Inject RawEventPublisher publisher;
  private final LogLines log = LogLines.of(SendFailures.class);
  private MockProducer<byte[], byte[]> producer;

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  @BeforeEach
  void acknowledgeAtOnce() {
    producer = rawOut.acknowledging(true);
  }

  @Test
  void acceptedIsNeverSaidBeforeTheLastAcknowledgement() {
    // Given
    producer = rawOut.acknowledging(false);
    CompletableFuture<Response> answer = post("[{},{}]");
    await().untilAsserted(() -> assertThat(producer.history()).hasSize(2));

    // When
    producer.completeNext();

    // Then
    await().during(Duration.ofMillis(200)).until(() -> !answer.isDone());
    producer.completeNext();
    assertThat(answer.join().statusCode()).isEqualTo(202);
  }

  @Test
  void oneEventThatKafkaDidNotTakeFailsTheRequest() {
    // Given
    producer = rawOut.acknowledging(false);
    CompletableFuture<Response> answer = post("[{},{}]");
    await().untilAsserted(() -> assertThat(producer.history()).hasSize(2));

    // When
    producer.errorNext(new NotEnoughReplicasException("one of three"));
    producer.completeNext();

    // Then
    assertUnavailable(answer.join(), "kafka-unavailable");
  }

  @Test
  void anEventThatKafkaDidNotTakeLeavesALineThatSaysWhy() {
    // Given
    producer = rawOut.acknowledging(false);
    CompletableFuture<Response> answer = post("{\"user_id\":\"u-7\"}");
    await().untilAsserted(() -> assertThat(producer.history()).hasSize(1));

    // When
    producer.errorNext(new KafkaStorageException("on broker 10.0.0.7"));

    // Then
    assertUnavailable(answer.join(), "kafka-unavailable");
    assertThat(log.lines())
        .containsExactly(
            "WARN events not acknowledged:"
                + " cause=org.apache.kafka.common.errors.KafkaStorageException sinceLastLine=1");
  }

  @Test
  void anEventThatTheTopicDoesNotTakeIsTooLarge() {
    // Given
    producer = rawOut.acknowledging(false);
    CompletableFuture<Response> answer = post("{}");
    await().untilAsserted(() -> assertThat(producer.history()).hasSize(1));

    // When
    producer.errorNext(new RecordTooLargeException());

    // Then
    answer.join().then().statusCode(413).body("code", equalTo("event-too-large"));
  }

  @Test
  void anEventThatTheTopicDoesNotTakeFailsTheRequestThoughOthersAreWritten() {
    // Given
    producer = rawOut.acknowledging(false);
    CompletableFuture<Response> answer = post("[{},{}]");
    await().untilAsserted(() -> assertThat(producer.history()).hasSize(2));

    // When
    producer.completeNext();
    producer.errorNext(new RecordTooLargeException());

    // Then
    answer.join().then().statusCode(413).body("code", equalTo("event-too-large"));
  }

  @Test
  void anEventThatKafkaMayTakeYetIsAskedForBeforeOneThatItWillNotIsRefused() {
    // Given
    producer = rawOut.acknowledging(false);
    CompletableFuture<Response> answer = post("[{},{}]");
    await().untilAsserted(() -> assertThat(producer.history()).hasSize(2));

    // When
    producer.errorNext(new RecordTooLargeException());
    producer.errorNext(new NotEnoughReplicasException("one of three"));

    // Then
    assertUnavailable(answer.join(), "kafka-unavailable");
  }

  /** Else a user's second event would be there before the first, which its client sends again. */
  @Test
  void nothingOfARequestIsSentBehindAnEventThatKafkaDidNotTakeAtOnce() {
    // Given
    producer = rawOut.refusingTheFirst();

    // When
    Response answer = post("[{},{},{}]").join();

    // Then
    assertUnavailable(answer, "kafka-unavailable");
    assertThat(producer.history()).isEmpty();
    assertThat(post("{}").join().statusCode()).isEqualTo(202);
  }

  @Test
  void moreThanMayBeInFlightIsAnswered503AndRoomComesBack() {
    // Given
    producer = rawOut.acknowledging(false);
    CompletableFuture<Response> first =
        post("[1" + ",1".repeat(WithoutBroker.MAX_IN_FLIGHT_EVENTS - 1) + "]");
    await()
        .untilAsserted(
            () -> assertThat(producer.history()).hasSize(WithoutBroker.MAX_IN_FLIGHT_EVENTS));

    // When
    Response second = post("{}").join();
    while (producer.completeNext()) {
      // until every record of the first request is acknowledged
    }

    // Then
    assertUnavailable(second, "overloaded");
    assertThat(first.join().statusCode()).isEqualTo(202);
    producer = rawOut.acknowledging(true);
    assertThat(post("{}").join().statusCode()).isEqualTo(202);
  }

  @Test
  void aRequestThatIsAnsweredLeavesNoTimerBehind() {
    // Given
    Receipt receipt = new Receipt(0, "198.51.100.7", null, null, null);
    List<KeyedEvent> events = List.of(new KeyedEvent(null, new byte[] {'7'}));

    // When
    for (int i = 0; i < 1_000; i++) {
      publisher.publish(events, receipt, "events").await().indefinitely();
    }

    // Then
    assertThat(producer.history()).hasSize(1_000);
    assertThat(publisher.openTimers()).isZero();
  }

  private static void assertUnavailable(Response answer, String code) {
    answer
        .then()
        .statusCode(503)
        .header("Retry-After", equalTo("5"))
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private static CompletableFuture<Response> post(String body) {
    return CompletableFuture.supplyAsync(
        () -> given().contentType("application/json").body(body).post("/events"),
        // A thread for each: the common pool may have but one, and an open request holds it.
        request -> new Thread(request).start());
  }
}
