package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight inFlight = new InFlight(10, 1000);

  @Test
  void takesUpToItsEventsAndItsBytes() {
    assertThat(inFlight.tryAcquire(10, 1000)).isTrue();
    assertThat(inFlight.events()).isEqualTo(10);
  }

  @Test
  void refusesOneEventTooMany() {
    assertThat(inFlight.tryAcquire(11, 1)).isFalse();
    assertThat(inFlight.events()).isZero();
  }

  @Test
  void refusesOneByteTooMany() {
    assertThat(inFlight.tryAcquire(1, 1001)).isFalse();
    assertThat(inFlight.events()).isZero();
  }

  @Test
  void roomThatWasGivenBackCanBeTakenAgain() {
    // Given
    inFlight.tryAcquire(10, 1000);

    // When
    inFlight.release(4, 400);

    // Then
    assertThat(inFlight.tryAcquire(5, 1)).isFalse();
    assertThat(inFlight.tryAcquire(4, 400)).isTrue();
  }
}
