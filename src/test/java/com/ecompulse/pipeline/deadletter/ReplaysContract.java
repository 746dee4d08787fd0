package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.raw.RawHeaders;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of dead letters that operators replay. */
abstract class ReplaysContract extends ReplaysScene {
  private static final int MAX_ATTEMPTS = 3;

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

  private void sendRaw(byte[] payload) throws Exception {
    write(new ProducerRecord<>("ecommerce-events-raw", user.getBytes(UTF_8), payload));
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
