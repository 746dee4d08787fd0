package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff = new BackOff();

  @Test
  void beginsShort() {
    assertThat(backOff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
  }

  @Test
  void growsToItsCeilingAndNoFurther() {
    // When
    IntStream.range(0, 100).forEach(i -> backOff.next());

    // Then
    assertThat(backOff.next()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  @Test
  void beginsAgainAfterASuccess() {
    // Given
    IntStream.range(0, 100).forEach(i -> backOff.next());

    // When
    backOff.reset();

    // Then
    assertThat(backOff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
  }
}
