package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.TopicReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of dead letters that operators replay; each test's have a user of their own. */
abstract class ReplaysContract {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int MAX_ATTEMPTS = 3;

  private final String user = "user-" + UUID.randomUUID();
  private OperatorClient operator;
  private TopicReader raw;
  private TopicReader enriched;
  private TopicReader letters;

  abstract URI http();

  abstract KafkaClients kafka();

  @BeforeEach
  void comeToWork() {
    operator = OperatorClient.of(http());
    raw = TopicReader.fromNow(kafka(), "ecommerce-events-raw");
    enriched = TopicReader.fromNow(kafka(), "ecommerce-events-enriched");
    letters = TopicReader.fromNow(kafka(), "ecommerce-events-dlq");
  }

  @AfterEach
  void close() {
    Stream.of(raw, enriched, letters).forEach(TopicReader::close);
  }

  @Test
  void anEventMendedByHandComesOutEnrichedOnce() throws Exception {
    // Given
    Place letter = postInvalid();
    String mended = event("1.10");

    // When
    String replay = operator.accepted(named(letter, mended));

    // Then
    ConsumerRecord<byte[], byte[]> out = enriched.awaitRecords(1, SOON).get(0);
    assertThat(new String(out.value(), UTF_8))
        .startsWith(mended.substring(0, mended.length() - 1) + ",\"enrichment\":{");
    assertThat(awaitDone(replay)).isEqualTo("1 of 1 replayed, 0 skipped, 0 failed");
    assertThat(enriched.drain()).hasSize(1);
    assertThat(letters.drain()).hasSize(1);
    JsonNode fate = fate(letter);
    assertThat(fate.get("became").asText()).isEqualTo("enriched");
    assertThat(fate.get("replay").asText()).isEqualTo(replay);
  }

  @Test
  void aReplayedEventIsARawRecordLikeTheFirstWithOneMoreAttempt() throws Exception {
    // Given
    Place letter = postInvalid();
    ConsumerRecord<byte[], byte[]> first = raw.awaitRecords(1, SOON).get(0);

    // When
    operator.accepted(named(letter));

    // Then
    ConsumerRecord<byte[], byte[]> again =
        raw.awaitRecords(2, SOON).stream()
            .filter(record -> RawHeaders.text(record.headers(), "replay-of") != null)
            .findFirst()
            .orElseThrow();
    assertThat(again.key()).isEqualTo(first.key());
    assertThat(again.partition()).isEqualTo(first.partition());
    assertThat(again.value()).isEqualTo(first.value());
    for (String kept : List.of("received-at", "client-ip", "user-agent")) {
      assertThat(RawHeaders.text(again.headers(), kept))
          .isEqualTo(RawHeaders.text(first.headers(), kept));
    }
    assertThat(RawHeaders.text(again.headers(), "replay-attempt")).isEqualTo("1");
    assertThat(RawHeaders.text(again.headers(), "replay-of")).isEqualTo(letter.toString());
    assertThat(again.headers()).noneMatch(header -> header.key().startsWith("dead-letter-"));
  }

  @Test
  void anUnmendedEventComesBackWithOneMoreAttemptUpToTheCap() throws Exception {
    // Given
    Place first = postInvalid();

    // When
    operator.accepted(named(first));
    Place second = Place.of(letters.awaitRecords(2, SOON).get(1));
    operator.accepted(named(second));
    Place third = Place.of(letters.awaitRecords(3, SOON).get(2));
    String beyond = operator.accepted(named(third));

    // Then
    assertThat(awaitDone(beyond)).isEqualTo("0 of 1 replayed, 0 skipped, 1 failed");
    assertThat(operator.report(beyond).at("/letters/0/reason").asText())
        .isEqualTo("attempts-used-up");
    assertThat(letters.drain())
        .extracting(letter -> RawHeaders.text(letter.headers(), "dead-letter-attempt"))
        .containsExactly("1", "2", "" + MAX_ATTEMPTS);
    assertThat(fate(first).get("became").asText()).isEqualTo("dead-letter");
    assertThat(fate(first).at("/dead_letter/offset").asLong()).isEqualTo(second.offset());
    assertThat(page("attempt")).containsExactly("3", "2", "1");
  }

  static Stream<byte[]> payloads() {
    return Stream.of(new byte[0], new byte[] {(byte) 0xC0, 0}, "x".repeat(1 << 20).getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void aPayloadOfAnyKindIsReplayedAsItIs(byte[] payload) throws Exception {
    // Given
    sendRaw(payload);
    Place letter = Place.of(letters.awaitRecords(1, SOON).get(0));

    // When
    operator.accepted(named(letter));

    // Then
    ConsumerRecord<byte[], byte[]> again = letters.awaitRecords(2, SOON).get(1);
    assertThat(again.value()).isEqualTo(payload);
    assertThat(RawHeaders.text(again.headers(), "dead-letter-attempt")).isEqualTo("2");
  }

  @Test
  void whatTheRawTopicDoesNotTakeFailsAloneAndTheOthersAreReplayed() throws Exception {
    // Given
    write(LetterRecords.invalid(user, noise(1_500_000)));
    write(LetterRecords.invalid(user, "{}".getBytes(UTF_8)));
    List<Place> both = letters.awaitRecords(2, SOON).stream().map(Place::of).toList();

    // When
    String replay = operator.accepted(filter());

    // Then
    assertThat(awaitDone(replay)).isEqualTo("1 of 2 replayed, 0 skipped, 1 failed");
    JsonNode told = operator.report(replay).get("letters");
    assertThat(told.findValuesAsText("offset").subList(0, 1))
        .containsExactly("" + both.get(0).offset());
    assertThat(told.get(0).get("reason").asText()).isEqualTo("too-large");
    assertThat(told.get(1).get("outcome").asText()).isEqualTo("replayed");
  }

  @Test
  void aLetterIsReplayedOnceHoweverManyAskAtOnce() throws Exception {
    // Given
    Place letter = postInvalid();

    // When
    List<String> replays =
        IntStream.range(0, 6).parallel().mapToObj(i -> operator.accepted(named(letter))).toList();

    // Then
    assertThat(replays.stream().map(this::awaitDone))
        .containsOnlyOnce("1 of 1 replayed, 0 skipped, 0 failed")
        .contains("0 of 1 replayed, 1 skipped, 0 failed");
    assertThat(replays).doesNotHaveDuplicates();
    letters.awaitRecords(2, SOON);
    assertThat(raw.drain()).hasSize(2);
  }

  @Test
  void askedTwiceUnderOneKeyItIsOneReplay() throws Exception {
    // Given
    Place letter = postInvalid();

    // When
    String replay = operator.accepted(named(letter), "Idempotency-Key", user);
    String again = operator.accepted(named(letter), "Idempotency-Key", user);
    HttpResponse<String> another = operator.replay(filter(), "Idempotency-Key", user);

    // Then
    assertThat(again).isEqualTo(replay);
    assertThat(awaitDone(replay)).isEqualTo("1 of 1 replayed, 0 skipped, 0 failed");
    assertThat(another.statusCode()).isEqualTo(422);
  }

  @Test
  void aFilterReplaysWhatMatchesAndNotWhatFailsAgain() throws Exception {
    // Given
    for (int i = 0; i < 250; i++) {
      write(LetterRecords.invalid(user, "{}".getBytes(UTF_8)));
    }
    letters.awaitRecords(250, SOON);

    // When
    HttpResponse<String> dry = operator.replay(filter().replaceFirst("}$", ",\"dryRun\":true}"));
    String replay = operator.accepted(filter(), "X-Operator", "alice");

    // Then
    assertThat(dry.body()).isEqualTo("{\"total\":250,\"complete\":true}");
    assertThat(awaitDone(replay)).isEqualTo("250 of 250 replayed, 0 skipped, 0 failed");
    letters.awaitRecords(500, SOON);
    assertThat(raw.drain()).hasSize(250);
    JsonNode report = operator.report(replay + "?limit=200");
    assertThat(report.get("by").asText()).isEqualTo("alice");
    assertThat(report.get("letters")).hasSize(200);
    JsonNode rest = operator.report(replay + "?limit=200&cursor=" + report.get("next").asText());
    assertThat(rest.get("letters")).hasSize(50);
    assertThat(rest.get("next").isNull()).isTrue();
  }

  @Test
  void theAnswerNamesTheReplaysAddress() throws Exception {
    // Given
    Place letter = postInvalid();

    // When
    HttpResponse<String> answer = operator.replay(named(letter));

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    String address = answer.headers().firstValue("Location").orElseThrow();
    assertThat(address).startsWith("/dead-letters/replays/");
    assertThat(operator.read(address).get("id").asText()).isEqualTo(address.substring(22));
  }

  @Test
  void aLetterThatIsNotThereIsToldAsFailed() {
    // When
    String replay = operator.accepted(named(new Place(0, 999_999_999L)));

    // Then
    assertThat(awaitDone(replay)).isEqualTo("0 of 1 replayed, 0 skipped, 1 failed");
    assertThat(operator.report(replay).at("/letters/0/reason").asText())
        .isEqualTo("no-such-letter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"letters\":[]}",
        "{\"filter\":{\"failures\":\"not-json\"}}",
        "{\"filter\":{},\"dryrun\":true}"
      })
  void whatIsNoOrderIsRefused(String body) {
    // When
    HttpResponse<String> answer = operator.replay(body);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  private Place postInvalid() throws Exception {
    new EventClient(http()).post("{\"user_id\":\"%s\"}".formatted(user));
    return Place.of(letters.awaitRecords(1, SOON).get(0));
  }

  private void sendRaw(byte[] payload) throws Exception {
    write(new ProducerRecord<>("ecommerce-events-raw", user.getBytes(UTF_8), payload));
  }

  private void write(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (Producer<byte[], byte[]> producer =
        kafka().producer(Map.of("compression.type", "gzip", "max.request.size", 4 * 1024 * 1024))) {
      producer.send(record).get();
    }
  }

  private String awaitDone(String replay) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(operator.report(replay).get("state").asText()).isEqualTo("done"));
    JsonNode report = operator.report(replay);
    return "%s of %s replayed, %s skipped, %s failed"
        .formatted(
            report.get("replayed"),
            report.get("total"),
            report.get("skipped"),
            report.get("failed"));
  }

  private JsonNode fate(Place letter) {
    String path = "/dead-letters/%d/%d".formatted(letter.partition(), letter.offset());
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(operator.read(path).at("/replays/0/became").asText())
                    .isNotEqualTo("waiting"));
    return operator.read(path).at("/replays/0");
  }

  private List<String> page(String member) {
    return operator.read("/dead-letters?user_id=" + user).findValuesAsText(member);
  }

  private String filter() {
    return "{\"filter\":{\"user_id\":\"%s\"}}".formatted(user);
  }

  private String named(Place letter) {
    return "{\"letters\":[{\"partition\":%d,\"offset\":%d}]}"
        .formatted(letter.partition(), letter.offset());
  }

  private String named(Place letter, String corrected) {
    return "{\"letters\":[{\"partition\":%d,\"offset\":%d,\"payload\":%s}]}"
        .formatted(letter.partition(), letter.offset(), corrected);
  }

  private String event(String amount) {
    return """
        {"event_id":"e","event_type":"purchase","timestamp":"%s","user_id":"%s","session_id":"s",\
        "properties":{"order_id":"o","total_amount":%s},"metadata":{}}"""
        .formatted(Instant.now(), user, amount);
  }

  /** Bytes that no codec makes smaller. */
  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(7).nextBytes(noise);
    return noise;
  }
}
