package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators are shown of one dead letter. */
abstract class DeadLetterDetailContract extends DeadLettersScene {
  @Test
  void oneIsShownWhole() throws Exception {
    // Given
    String payload = "{\"event_id\":\"é\",\"price\":1.10}";
    ProducerRecord<byte[], byte[]> written = invalid(payload);
    written.headers().add("received-at", "1763885550123".getBytes(UTF_8));
    written.headers().add("write-key-id", "web".getBytes(UTF_8));
    RecordMetadata at = write(List.of(written)).get(0);

    // When
    JsonNode letter = letter(at);

    // Then
    assertThat(letter.get("payload").asText()).isEqualTo(payload);
    assertThat(letter.has("payload_base64")).isFalse();
    assertThat(letter.get("violations"))
        .hasToString(
            "[{\"path\":\"/user_id\",\"rule\":\"required\",\"message\":\"must be there\"}]");
    assertThat(letter.get("raw"))
        .hasToString("{\"topic\":\"ecommerce-events-raw\",\"partition\":3,\"offset\":41}");
    assertThat(letter.get("origin"))
        .hasToString("{\"received_at\":\"1763885550123\",\"write_key_id\":\"web\"}");
    assertThat(letter.get("failure").asText()).isEqualTo("invalid-event");
    assertThat(letter.get("replays")).isEmpty();
  }

  @Test
  void aPayloadThatIsNoTextIsShownInBase64() throws Exception {
    // Given
    RecordMetadata at =
        write(List.of(LetterRecords.notJson(user, new byte[] {(byte) 0xC0, 1}))).get(0);

    // When
    JsonNode letter = letter(at);

    // Then
    assertThat(letter.has("payload")).isFalse();
    assertThat(letter.get("payload_base64").binaryValue()).containsExactly(0xC0, 1);
  }

  @Test
  void anEmptyPayloadIsAnEmptyTextAndATombstoneIsNone() throws Exception {
    // Given
    List<RecordMetadata> at = write(List.of(notJson(""), LetterRecords.notJson(user, null)));

    // When
    JsonNode empty = letter(at.get(0));
    JsonNode tombstone = letter(at.get(1));

    // Then
    assertThat(empty.get("payload").asText("none")).isEmpty();
    assertThat(tombstone.has("payload")).isFalse();
    assertThat(tombstone.has("payload_base64")).isFalse();
  }

  @Test
  void theLargestPayloadIsShownWhole() throws Exception {
    // Given
    String mebibyte = "x".repeat(1024 * 1024);
    RecordMetadata at = write(List.of(notJson(mebibyte))).get(0);

    // When
    JsonNode letter = letter(at);

    // Then
    assertThat(letter.get("payload").asText()).isEqualTo(mebibyte);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/dead-letters/0/999999999", "/dead-letters/7/0", "/dead-letters/replays/x"})
  void whatIsNotThereIsNotFound(String path) {
    // When
    HttpResponse<String> answer = operator.get(path);

    // Then
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"not-found\"");
  }
}
