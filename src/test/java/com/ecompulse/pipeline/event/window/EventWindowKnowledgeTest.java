package com.ecompulse.pipeline.event.window;

import static com.ecompulse.pipeline.event.window.WindowIds.addAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How far back a window knows, where more has come than may be kept. */
class EventWindowKnowledgeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long NOON = 1_795_000_000_000L;

  @Test
  void allOfTheWindowIsKnownWhileNothingIsCut() {
    // Given
    EventWindow full = new EventWindow(HOUR, 10);
    long empty = full.knownMillis();

    // When
    addAll(full, NOON, 0, 10);

    // Then
    assertThat(empty).isEqualTo(HOUR.toMillis());
    assertThat(full.knownMillis()).isEqualTo(HOUR.toMillis());
  }

  @Test
  void whatExpiresDoesNotMakeItShort() {
    // Given
    EventWindow full = new EventWindow(HOUR, 10);
    addAll(full, NOON, 0, 10);

    // When
    addAll(full, NOON + HOUR.toMillis() + 1, 10, 20);

    // Then
    assertThat(full.knownMillis()).isEqualTo(HOUR.toMillis());
  }

  @Test
  void whatIsCutIsKnownNoLonger() {
    // Given
    EventWindow full = new EventWindow(HOUR, 10);
    addAll(full, NOON, 0, 5);
    addAll(full, NOON + 1000, 5, 10);

    // When
    addAll(full, NOON + 60_000, 10, 15);
    long cutAtNoon = full.knownMillis();
    addAll(full, NOON + 61_000, 15, 16);

    // Then
    assertThat(cutAtNoon).isEqualTo(60_000);
    assertThat(full.knownMillis()).isEqualTo(60_000); // of 61 s: one of the second after is gone
  }

  @Test
  void itIsWholeAgainWhenWhatWasCutWouldHaveExpired() {
    // Given
    EventWindow full = new EventWindow(HOUR, 10);
    addAll(full, NOON, 0, 11);

    // When
    full.at(NOON + HOUR.toMillis() - 1, false);
    long before = full.knownMillis();
    full.at(NOON + HOUR.toMillis(), false);
    long then = full.knownMillis();
    full.at(NOON + 100 * HOUR.toMillis(), false);

    // Then
    assertThat(before).isEqualTo(HOUR.toMillis() - 1);
    assertThat(then).isEqualTo(HOUR.toMillis());
    assertThat(full.knownMillis()).isEqualTo(HOUR.toMillis());
  }

  @Test
  void repeatsThatAreCutAreKnownByTheirLast() {
    // Given
    EventWindow full = new EventWindow(HOUR, 10);

    // When
    for (int i = 0; i < 100; i++) {
      addAll(full, NOON + i, 0, 1);
    }

    // Then
    assertThat(full.knownMillis()).isEqualTo(HOUR.toMillis());
  }

  @Test
  void whatAnAbortedBatchCutIsKnownAgain() {
    // Given
    EventWindow full = new EventWindow(HOUR, 10);
    addAll(full, NOON, 0, 11);
    full.at(NOON + 5000, false);
    full.commit();

    // When
    addAll(full, NOON + 9000, 20, 40);
    long whileOpen = full.knownMillis();
    full.abort();

    // Then
    assertThat(whileOpen).isZero();
    assertThat(full.knownMillis()).isEqualTo(5000);
  }
}
