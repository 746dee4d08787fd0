package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
  private static final PatternFormatter LINE = new PatternFormatter("%p %s");

  private final Logger log = Logger.getLogger(ShortWindows.class.getName());
  private final List<String> lines = new ArrayList<>();
  private final Handler listener = listener();

  private Instant now = Instant.EPOCH;
  private final ShortWindows windows = new ShortWindows(() -> now);

  @BeforeEach
  void listen() {
    log.addHandler(listener);
  }

  @AfterEach
  void listenNoMore() {
    log.removeHandler(listener);
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

  private Handler listener() {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(LINE.format(line));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
