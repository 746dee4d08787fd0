package com.ecompulse.pipeline.event.window;

import static com.ecompulse.pipeline.event.window.WindowIds.spread;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a window takes of the heap. */
class EventWindowSizeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long NOON = 1_795_000_000_000L;

  /** Bytes of the chunk that a window's ring takes at once. */
  private static final long SMALLEST = 13_000;

  /** What the README reckons a heap with, whatever the sessions are like. */
  private static final Pattern ROOM = Pattern.compile("room for (\\d+) bytes an id");

  @ParameterizedTest
  @CsvSource({"1000, 5", "10000, 5", "100000, 5", "250000, 5", "1000000, 5", "1000000, 10"})
  void anIdTakesLessThanFortyBytesWhereASessionHasFiveEvents(int ids, int eventsOfASession) {
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
    assertThat(large.bytes()).isLessThan(40L * ids + SMALLEST);
  }

  /** At each size on the way, for the tables grow by half at a time. */
  @Test
  void anIdTakesLessThanTheReadmeSaysEvenWhereEachEventIsASessionOfItsOwn() throws IOException {
    // Given
    EventWindow growing = new EventWindow(HOUR, 10_000_000);
    growing.at(NOON, false);
    Random random = new Random(60);

    // When
    double most = 0;
    for (int i = 1; i <= 300_000; i++) {
      growing.add(random.nextLong(), random.nextLong(), spread(i));
      if (i % 500 == 0) {
        growing.commit();
        most = Math.max(most, (double) (growing.bytes() - SMALLEST) / i);
      }
    }

    // Then
    System.out.printf("an event a session: %.1f bytes an id at most%n", most);
    assertThat(most).isLessThan(bytesOfAnId());
  }

  /** Whose ids and sessions go as fast as others come. */
  @Test
  void anIdOfAFullWindowTakesLessThanTheReadmeSays() throws IOException {
    // Given
    int most = 50_000;
    EventWindow full = new EventWindow(HOUR, most);
    full.at(NOON, false);
    Random random = new Random(most);

    // When
    long bytes = 0;
    for (int i = 1; i <= 6 * most; i++) {
      full.add(random.nextLong(), random.nextLong(), spread(i));
      if (i % 500 == 0) {
        bytes = Math.max(bytes, full.bytes());
        full.commit();
      }
    }

    // Then
    System.out.printf("full, an event a session: %.1f bytes an id%n", (double) bytes / most);
    assertThat(full.size()).isEqualTo(most);
    assertThat(bytes).isLessThan(bytesOfAnId() * most);
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

  private static long bytesOfAnId() throws IOException {
    Matcher room = ROOM.matcher(Files.readString(Path.of("README.md")));
    assertThat(room.find()).isTrue();
    return Long.parseLong(room.group(1));
  }
}
