package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadPeekTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event_type\":\"purchase\"}",
        "{\"a\":{\"event_type\":\"other\"},\"event_type\":\"purchase\"}",
        "{\"event_type\":\"purchase\",\"cut\":\"of",
        "{\"event_type\":\"purchase\",}",
        "{\"\\ud83d\\ude00\":0,\"event_type\":\"purchase\"}",
        "{\"event_type\":7,\"event_type\":\"purchase\"}"
      })
  void theTypeIsFoundAsFarAsThePayloadCanBeRead(String payload) {
    assertThat(PayloadPeek.eventType(payload.getBytes(UTF_8))).isEqualTo("purchase");
  }

  static Stream<byte[]> without() {
    return Stream.concat(
        Stream.of(null, new byte[0], new byte[] {(byte) 0xC0}, new byte[] {0, 0, 0, '{'}),
        Stream.of("[]", "7", "{", "{\"event_type\":", "{\"event_type\":null}", "[".repeat(200))
            .map(text -> text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("without")
  void whatNamesNoTypeHasNone(byte[] payload) {
    assertThat(PayloadPeek.eventType(payload)).isNull();
  }

  @Test
  void aTypeThatWouldFillThePageIsCut() {
    byte[] payload = "{\"event_type\":\"%s\"}".formatted("x".repeat(5000)).getBytes(UTF_8);

    assertThat(PayloadPeek.eventType(payload)).hasSize(128);
  }
}
