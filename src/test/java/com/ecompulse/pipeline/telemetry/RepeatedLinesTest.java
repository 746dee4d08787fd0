package com.ecompulse.pipeline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {
  private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";

  /** It runs over, as the origin of such a time is any. */
  private final AtomicLong nowNanos = new AtomicLong(Long.MAX_VALUE);

  private final RepeatedLines filter = new RepeatedLines(nowNanos::get);

  @Test
  void aLineThatDiffersInNumbersAloneIsSaidOnceAMinute() {
    // Given
    assertThat(filter.isLoggable(line(CLIENT, "Connection to node 1 failed"))).isTrue();

    // When
    pass(Duration.ofMillis(59_999));

    // Then
    assertThat(filter.isLoggable(line(CLIENT, "Connection to node 2 failed"))).isFalse();
    assertThat(filter.isLoggable(line(CLIENT, "Bootstrap broker 1 disconnected"))).isTrue();
  }

  @Test
  void theNextOneTellsHowManyWereLeftOut() {
    // Given
    for (int i = 0; i < 100; i++) {
      filter.isLoggable(line(CLIENT, "Connection to node 1 failed"));
    }
    LogRecord next = line(CLIENT, "Connection to node 1 failed");
    LogRecord afterwards = line(CLIENT, "Connection to node 1 failed");

    // When
    pass(Duration.ofMinutes(1));
    boolean said = filter.isLoggable(next);
    pass(Duration.ofMinutes(1));
    filter.isLoggable(afterwards);

    // Then
    assertThat(said).isTrue();
    assertThat(next.getMessage()).isEqualTo("Connection to node 1 failed (99 such lines left out)");
    assertThat(afterwards.getMessage()).isEqualTo("Connection to node 1 failed");
  }

  @Test
  void whatTheServiceItselfSaysIsSaid() {
    assertThat(filter.isLoggable(line("com.ecompulse.pipeline", "partitions assigned"))).isTrue();
    assertThat(filter.isLoggable(line("com.ecompulse.pipeline", "partitions assigned"))).isTrue();
  }

  private void pass(Duration time) {
    nowNanos.addAndGet(time.toNanos());
  }

  private static LogRecord line(String logger, String message) {
    LogRecord line = new LogRecord(Level.WARNING, message);
    line.setLoggerName(logger);
    return line;
  }
}
