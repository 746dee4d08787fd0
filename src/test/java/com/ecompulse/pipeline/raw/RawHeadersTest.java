package com.ecompulse.pipeline.raw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anyone who may write the topic writes its headers: reading one never fails. */
class RawHeadersTest {
  private final RecordHeaders headers = new RecordHeaders();

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1763885550123,1763885550123",
    "007,7",
    "999999999999999999,999999999999999999"
  })
  void digitsAreANumber(String text, long number) {
    // Given
    headers.add("n", text.getBytes(UTF_8));

    // When, Then
    assertThat(RawHeaders.number(headers, "n", -7)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 1", "-1", "1.5", "1e9", "many", "9223372036854775808", "١"})
  void whatIsNoNumberIsAbsent(String text) {
    // Given
    headers.add("n", text.getBytes(UTF_8));

    // When, Then
    assertThat(RawHeaders.number(headers, "n", -7)).isEqualTo(-7);
  }

  @Test
  void aHeaderThatIsNotThereIsAbsent() {
    assertThat(RawHeaders.number(headers, "n", -7)).isEqualTo(-7);
    assertThat(RawHeaders.text(headers, "n")).isNull();
  }

  @Test
  void aHeaderWithoutAValueIsAbsent() {
    // Given
    headers.add("n", null);

    // When, Then
    assertThat(RawHeaders.number(headers, "n", -7)).isEqualTo(-7);
    assertThat(RawHeaders.text(headers, "n")).isNull();
  }

  @Test
  void theLastOfSeveralCounts() {
    // Given
    headers.add("n", "1".getBytes(UTF_8)).add("n", "2".getBytes(UTF_8));

    // When, Then
    assertThat(RawHeaders.number(headers, "n", -7)).isEqualTo(2);
  }
}
