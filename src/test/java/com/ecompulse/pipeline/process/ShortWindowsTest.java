package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.LogLines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShortWindowsTest {
  private static final TopicPartition P0 = new TopicPartition("raw", 0);
  private static final TopicPartition P1 = new TopicPartition("raw", 1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String SHORT =
      "WARN window of duplicates is short: partition=%d known=PT12M of=PT1H;"
          + " raise pipeline.duplicates.max-ids-per-partition";
  private static final String WHOLE =
      "INFO window of duplicates is whole again: partition=%d of=PT1H";

  private final LogLines log = LogLines.of(ShortWindows.class);
  private final List<String> lines = log.lines();

  private Instant now = Instant.EPOCH;
  private final ShortWindows windows = new ShortWindows(() -> now);

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  @Test
  void ofWindowsThatAreWholeNothingIsSaid() {
    // When
    look(P0, HOUR);
    look(P1, HOUR);

    // Then
    assertThat(lines).isEmpty();
  }

  @Test
  void aWindowThatIsShortIsSaidOnceOfEachPartition() {
    // When
    for (int i = 0; i < 1000; i++) {
      look(P0, Duration.ofMinutes(12));
      look(P1, Duration.ofMinutes(12));
      later(Duration.ofMinutes(1));
    }

    // Then
    assertThat(lines).containsExactly(SHORT.formatted(0), SHORT.formatted(1));
  }

  @Test
  void thatItIsWholeAgainIsSaidOnceAndWhenItIsToStay() {
    // Given
    look(P0, Duration.ofMinutes(12));

    // When
    later(ShortWindows.WHOLE_AFTER.minusMillis(1));
    look(P0, HOUR);
    List<String> before = List.copyOf(lines);
    later(Duration.ofMillis(1));
    look(P0, HOUR);
    later(HOUR);
    look(P0, HOUR);

    // Then
    assertThat(before).containsExactly(SHORT.formatted(0));
    assertThat(lines).containsExactly(SHORT.formatted(0), WHOLE.formatted(0));
  }

  @Test
  void whatIsNowShortAndNowWholeIsShort() {
    // When
    for (int i = 0; i < 1000; i++) {
      look(P0, i % 3 == 0 ? Duration.ofMinutes(12) : HOUR);
      later(Duration.ofMinutes(3));
    }

    // Then
    assertThat(lines).containsExactly(SHORT.formatted(0));
  }

  @Test
  void afterItWasWholeItIsSaidAgain() {
    // Given
    look(P0, Duration.ofMinutes(12));
    later(ShortWindows.WHOLE_AFTER);
    look(P0, HOUR);

    // When
    look(P0, Duration.ofMinutes(12));

    // Then
    assertThat(lines).containsExactly(SHORT.formatted(0), WHOLE.formatted(0), SHORT.formatted(0));
  }

  private void look(TopicPartition partition, Duration known) {
    windows.look(partition, known.toMillis(), HOUR.toMillis());
  }

  private void later(Duration time) {
    now = now.plus(time);
  }
}
