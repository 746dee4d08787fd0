package com.ecompulse.pipeline.event.window;

import static com.ecompulse.pipeline.event.window.WindowIds.spread;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a window takes of the heap. */
class EventWindowSizeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long NOON = 1_795_000_000_000L;

  @ParameterizedTest
  @CsvSource({"1000, 5", "10000, 5", "100000, 5", "250000, 5", "1000000, 5", "1000000, 10"})
  void anIdTakesLessThanFortyBytes(int ids, int eventsOfASession) {
    // Given
    EventWindow large = new EventWindow(HOUR, 10_000_000);
    Random random = new Random(ids);

    // When
    for (int i = 0; i < ids; i++) {
      large.at(NOON + i / 1000, false);
      large.add(random.nextLong(), random.nextLong(), spread(i / eventsOfASession));
      if (i % 500 == 0) {
        large.commit();
      }
    }

    // Then
    System.out.printf(
        "%d ids, %d events a session: %.1f bytes an id%n",
        ids, eventsOfASession, (double) large.bytes() / ids);
    assertThat(large.bytes()).isLessThan(40L * ids + 13_000);
  }

  @Test
  void aWindowThatIsEmptyIsSmall() {
    // Given
    long empty = new EventWindow(HOUR, 1000).bytes();
    EventWindow large = new EventWindow(HOUR, 10_000_000);
    for (int i = 0; i < 100_000; i++) {
      large.at(NOON, false);
      large.add(spread(i), i, spread(i));
    }
    large.commit();

    // When
    large.at(NOON + 2 * HOUR.toMillis(), false);
    large.commit();

    // Then
    assertThat(large.size()).isZero();
    assertThat(empty).isLessThan(1000);
    assertThat(large.bytes()).isLessThan(16_000);
  }
}
