package com.ecompulse.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.TransientFaultException;
import com.ecompulse.pipeline.support.LogLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineFaultsTest {
  private final LogLines log = LogLines.of(PipelineFaults.class);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong nowNanos = new AtomicLong();
  private final PipelineFaults faults =
      new PipelineFaults(List.of("time", "device"), registry, nowNanos::get);

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  @Test
  void eachStepIsCountedFromTheStartAtNought() {
    assertThat(failed("time")).isZero();
    assertThat(failed("device")).isZero();
  }

  @Test
  void aStepsFaultIsCountedAndItsClassAndPlaceAreSaidAndNothingOfWhatItSays() {
    // When
    faults.stepFailed("device", at(new IllegalStateException("user_7 of 203.0.113.9")));

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN enrichment step failed: step=device cause=java.lang.IllegalStateException"
                + " at=[a.B.c(B.java:1), a.B.d(B.java:2), a.B.e(B.java:3)] sinceLastLine=1");
    assertThat(failed("device")).isEqualTo(1);
    assertThat(failed("time")).isZero();
  }

  @Test
  void ofAFaultThatMightHavePassedTheWorldsIsSaid() {
    // When
    faults.stepFailed("device", new TransientFaultException(at(new IOException("203.0.113.9"))));

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN enrichment step failed: step=device cause=java.io.IOException"
                + " at=[a.B.c(B.java:1), a.B.d(B.java:2), a.B.e(B.java:3)] sinceLastLine=1");
  }

  /** Java leaves the trace out of an exception that is thrown again and again. */
  @Test
  void aFaultWithoutAPlaceIsSaidToo() {
    // Given
    NullPointerException fault = new NullPointerException();
    fault.setStackTrace(new StackTraceElement[0]);

    // When
    faults.stepFailed("time", fault);

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN enrichment step failed: step=time cause=java.lang.NullPointerException"
                + " at=[] sinceLastLine=1");
  }

  @Test
  void eachStepHasALineAMinuteHoweverOftenItFailsAndTheNextSaysHowOften() {
    // Given
    for (int i = 0; i < 5_000; i++) {
      faults.stepFailed("time", new IllegalStateException());
      faults.stepFailed("device", new IllegalStateException());
    }

    // When
    nowNanos.addAndGet(Duration.ofMinutes(1).toNanos());
    faults.stepFailed("time", new IllegalStateException());

    // Then
    assertThat(log.lines())
        .hasSize(3)
        .satisfiesExactly(
            line -> assertThat(line).contains("step=time").endsWith("sinceLastLine=1"),
            line -> assertThat(line).contains("step=device").endsWith("sinceLastLine=1"),
            line -> assertThat(line).contains("step=time").endsWith("sinceLastLine=5000"));
    assertThat(failed("time")).isEqualTo(5_001);
  }

  @Test
  void whyAnEventIsADeadLetterThroughNoFaultOfItsOwnIsSaidOnceAMinute() {
    // Given
    for (int i = 0; i < 5_000; i++) {
      faults.pipelineFailed(at(new StackOverflowError("user_" + i)));
    }

    // When
    nowNanos.addAndGet(Duration.ofMinutes(1).toNanos());
    faults.pipelineFailed(at(new StackOverflowError("user_7")));

    // Then
    String line =
        "ERROR events could not be processed: cause=java.lang.StackOverflowError"
            + " at=[a.B.c(B.java:1), a.B.d(B.java:2), a.B.e(B.java:3)] sinceLastLine=%d";
    assertThat(log.lines()).containsExactly(line.formatted(1), line.formatted(5_000));
  }

  private double failed(String step) {
    return registry.get("ecompulse.enrichment.failed").tag("step", step).counter().count();
  }

  private static <T extends Throwable> T at(T fault) {
    fault.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("a.B", "c", "B.java", 1),
          new StackTraceElement("a.B", "d", "B.java", 2),
          new StackTraceElement("a.B", "e", "B.java", 3),
          new StackTraceElement("a.B", "f", "B.java", 4)
        });
    return fault;
  }
}
