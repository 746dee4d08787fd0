package com.ecompulse.pipeline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {
  private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";

  private final AtomicLong nowMillis = new AtomicLong();
  private final RepeatedLines filter = new RepeatedLines(nowMillis::get);

  @Test
  void aLineThatDiffersInNumbersAloneIsSaidOnceAMinute() {
    // Given
    assertThat(filter.isLoggable(line(CLIENT, "Connection to node 1 failed"))).isTrue();

    // When
    nowMillis.set(59_999);

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
    nowMillis.set(60_000);
    boolean said = filter.isLoggable(next);
    nowMillis.set(120_000);
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

  private static LogRecord line(String logger, String message) {
    LogRecord line = new LogRecord(Level.WARNING, message);
    line.setLoggerName(logger);
    return line;
  }
}
