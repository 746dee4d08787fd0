package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void isReadAsItWasWritten() {
    // Given
    Cursor cursor = new Cursor(Map.of(0, 12L, 3, 0L));

    // When, Then
    assertThat(cursor).hasToString("0-12.3-0");
    assertThat(Cursor.of("0-12.3-0")).isEqualTo(cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0-", "-1", "0--1", "0-1.", "a-1", "0-99999999999999999999"})
  void anyOtherTextIsRefused(String text) {
    assertThatExceptionOfType(OperatorProblem.class).isThrownBy(() -> Cursor.of(text));
  }
}
