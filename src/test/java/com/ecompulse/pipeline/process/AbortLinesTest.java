package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.LogLines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AbortLinesTest {
  private static final String LINE =
      "WARN batch aborted, consumed again: records=1 partitions=[3] delayMillis=50 cause=%s"
          + " sinceLastLine=%d";
  private static final String TIMEOUT = "org.apache.kafka.common.errors.TimeoutException: slow";
  private static final String BUG = "java.lang.IllegalStateException: a bug";

  private final LogLines log = LogLines.of(AbortLines.class);
  private final AtomicLong nowNanos = new AtomicLong();
  private final AbortLines lines = new AbortLines(nowNanos::get);

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  @Test
  void eachClassHasALineAMinuteHoweverManyAbortAndTheNextSaysHowMany() {
    // Given
    for (int i = 0; i < 1_000; i++) {
      add(new TimeoutException("slow"));
      add(new IllegalStateException("a bug"));
    }

    // When
    nowNanos.addAndGet(Duration.ofMinutes(1).toNanos());
    add(new TimeoutException("slow"));

    // Then
    assertThat(log.lines())
        .containsExactly(
            LINE.formatted(TIMEOUT, 1), LINE.formatted(BUG, 1), LINE.formatted(TIMEOUT, 1_000));
  }

  @Test
  void whereItWasIsToldOfABugAndNotOfKafkasOwn() {
    // When
    add(new TimeoutException("slow"));
    add(new IllegalStateException("a bug"));

    // Then
    assertThat(log.causes()).hasSize(1).first().isInstanceOf(IllegalStateException.class);
  }

  private void add(Exception cause) {
    lines.add(TransactionScene.polledIn(7), Duration.ofMillis(50), cause);
  }
}
