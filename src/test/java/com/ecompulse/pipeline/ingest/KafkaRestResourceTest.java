package com.ecompulse.pipeline.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithoutBroker.class)
class KafkaRestResourceTest {
  private static final String THREE = "{\"records\":[{\"value\":1},{\"value\":2},{\"value\":3}]}";

  @Inject WithoutBroker.MockRawOut rawOut;
  @Inject MeterRegistry registry;

  @Test
  void eachRecordIsToldWhatBecameOfIt() {
    // Given
    MockProducer<byte[], byte[]> producer = rawOut.acknowledging(false);
    CompletableFuture<Response> answer = post(THREE);
    await().untilAsserted(() -> assertThat(producer.history()).hasSize(3));

    // When
    producer.completeNext();
    producer.errorNext(new NotEnoughReplicasException("one of three"));
    producer.errorNext(new RecordTooLargeException());

    // Then
    answer
        .join()
        .then()
        .statusCode(200)
        .body("offsets[0].partition", equalTo(0))
        .body("offsets[0].offset", equalTo(0))
        .body("offsets[0].error_code", nullValue())
        .body("offsets[1].error_code", equalTo(50003))
        .body("offsets[1].error", equalTo("Kafka did not acknowledge the event"))
        .body("offsets[1].message", equalTo("Kafka did not acknowledge the event"))
        .body("offsets[2].error_code", equalTo(50002));
  }

  @Test
  void whatIsKafkasFaultMayBeTriedAgainWhateverItWas() {
    // Given
    MockProducer<byte[], byte[]> producer = rawOut.acknowledging(false);
    CompletableFuture<Response> answer = post(THREE);
    await().untilAsserted(() -> assertThat(producer.history()).hasSize(3));

    // When
    producer.completeNext();
    producer.errorNext(new OutOfOrderSequenceException("it has lost the producer"));
    producer.errorNext(new TopicAuthorizationException("a right was taken away"));

    // Then
    answer.join().then().statusCode(200).body("offsets.error_code", contains(null, 50003, 50003));
  }

  /** Its answer is 200, which counts as no refusal by itself. */
  @Test
  void aRequestThatKafkaTookInPartIsCountedAmongTheRefused() {
    // Given
    MockProducer<byte[], byte[]> producer = rawOut.acknowledging(false);
    double before = unavailable();
    CompletableFuture<Response> answer = post(THREE);
    await().untilAsserted(() -> assertThat(producer.history()).hasSize(3));

    // When
    producer.completeNext();
    producer.errorNext(new NotEnoughReplicasException("one of three"));
    producer.errorNext(new NotEnoughReplicasException("one of three"));

    // Then
    answer.join().then().statusCode(200);
    assertThat(unavailable()).isEqualTo(before + 1);
  }

  @Test
  void aRequestOfWhichKafkaTookAllThatItCouldIsNotCountedAmongTheRefused() {
    // Given
    MockProducer<byte[], byte[]> producer = rawOut.acknowledging(false);
    double before = unavailable();
    CompletableFuture<Response> answer = post(THREE);
    await().untilAsserted(() -> assertThat(producer.history()).hasSize(3));

    // When
    producer.completeNext();
    producer.errorNext(new RecordTooLargeException());
    producer.completeNext();

    // Then
    answer.join().then().statusCode(200);
    assertThat(unavailable()).isEqualTo(before);
  }

  @Test
  void whereKafkaTookNoneTheTrackerIsToKeepThemAll() {
    // Given
    MockProducer<byte[], byte[]> producer = rawOut.acknowledging(false);
    double before = unavailable();
    CompletableFuture<Response> answer = post(THREE);
    await().untilAsserted(() -> assertThat(producer.history()).hasSize(3));

    // When
    for (int i = 0; i < 3; i++) {
      producer.errorNext(new NotEnoughReplicasException("one of three"));
    }

    // Then
    answer.join().then().statusCode(503).body("error_code", equalTo(50302));
    assertThat(unavailable()).isEqualTo(before + 1);
  }

  @Test
  void theKeyIsTheEventsUserElseTheRecordsKey() {
    // Given
    MockProducer<byte[], byte[]> producer = rawOut.acknowledging(true);

    // When
    post("{\"records\":[{\"key\":\"k\",\"value\":{\"user_id\":\"u\"}},"
            + "{\"value\":{},\"key\":\"k\"},{\"key\":7,\"value\":{}}]}")
        .join();

    // Then
    assertThat(producer.history())
        .extracting(raw -> raw.key() == null ? null : new String(raw.key(), UTF_8))
        .containsExactly("u", "k", null);
  }

  /** Else those of one would be lost, and nobody told. */
  @ParameterizedTest
  @ValueSource(strings = {"[{\"value\":1}]", "[]"})
  void twoMembersOfRecordsAreRefused(String first) {
    // Given
    MockProducer<byte[], byte[]> producer = rawOut.acknowledging(true);

    // When
    post("{\"records\":%s,\"records\":[{\"value\":2}]}".formatted(first))
        .join()
        .then()
        .statusCode(422)
        .body("error_code", equalTo(42203));

    // Then
    assertThat(producer.history()).isEmpty();
  }

  /** Else a user's events would lose their order. */
  @Test
  void thePartitionIsTheKeysWhateverTheTrackerAsksFor() {
    // Given
    MockProducer<byte[], byte[]> producer = rawOut.acknowledging(true);

    // When
    post("{\"records\":[{\"value\":{\"user_id\":\"u\"},\"partition\":3},{\"partition\":3,\"value\":{}}]}")
        .join()
        .then()
        .statusCode(200);

    // Then
    assertThat(producer.history())
        .hasSize(2)
        .extracting(ProducerRecord::partition)
        .containsOnlyNulls();
  }

  private double unavailable() {
    return registry
        .get("ecompulse.ingest.rejected")
        .tag("reason", "kafka-unavailable")
        .counter()
        .count();
  }

  private static CompletableFuture<Response> post(String body) {
    return CompletableFuture.supplyAsync(
        () -> given().contentType("application/json").body(body).post("/topics/ecommerce-events"),
        // A thread for each: the common pool may have but one, and an open request holds it.
        request -> new Thread(request).start());
  }
}
