package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** Near where nanoTime overflows: it may. */
  private long now = Long.MAX_VALUE - SECOND;

  private final RateLimit tenASecond = new RateLimit(10, () -> now);

  @Test
  void aSecondsWorthPassesAtOnceAndTheNextWaits() {
    // Given
    tenASecond.take(5);
    tenASecond.take(5);

    // When, Then
    assertThat(tenASecond.take(1)).isPresent();
  }

  @Test
  void whoWaitsAsLongAsToldPasses() {
    // Given
    tenASecond.take(25);
    Duration wait = tenASecond.take(1).orElseThrow();

    // When
    now += wait.toNanos();

    // Then
    assertThat(wait).isBetween(Duration.ofMillis(1500), Duration.ofMillis(1501));
    assertThat(tenASecond.take(1)).isEmpty();
  }

  @Test
  void aBatchLargerThanTheRateIsNotRefusedForEver() {
    assertThat(tenASecond.take(500)).isEmpty();
  }

  @Test
  void whoWasRefusedHasUsedUpNothing() {
    // Given
    tenASecond.take(10);
    Duration first = tenASecond.take(10).orElseThrow();

    // When
    Duration second = tenASecond.take(10).orElseThrow();

    // Then
    assertThat(second).isEqualTo(first);
  }

  @Test
  void whoWasSilentForLongHasSavedUpNoMoreThanASecond() {
    // Given
    now += 100 * SECOND;
    tenASecond.take(10);

    // When, Then
    assertThat(tenASecond.take(1)).isPresent();
  }
}
