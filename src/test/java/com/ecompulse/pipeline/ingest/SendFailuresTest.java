package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.LogLines;
import com.ecompulse.pipeline.telemetry.ConsistentRegistry;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendFailuresTest {
  private static final String TIMEOUT =
      "WARN events not acknowledged: cause=org.apache.kafka.common.errors.TimeoutException"
          + " sinceLastLine=%d";
  private static final String REPLICAS =
      "WARN events not acknowledged: cause=org.apache.kafka.common.errors.NotEnoughReplicasException"
          + " sinceLastLine=%d";

  private final LogLines log = LogLines.of(SendFailures.class);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong nowNanos = new AtomicLong();
  private final SendFailures failures =
      new SendFailures(new PipelineMetrics(registry, new ConsistentRegistry()), nowNanos::get);

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  @Test
  void theClassIsSaidAndNothingOfWhatKafkaSays() {
    // When
    failures.add(new TimeoutException("Expiring 1 record(s) for raw-3 at 10.0.0.7:9092"));

    // Then
    assertThat(log.lines()).containsExactly(TIMEOUT.formatted(1));
  }

  @Test
  void eachClassHasALineAMinuteHoweverManyFailAndTheNextSaysHowMany() {
    // Given
    for (int i = 0; i < 5_000; i++) {
      failures.add(new TimeoutException("record " + i));
      failures.add(new NotEnoughReplicasException("record " + i));
    }

    // When
    nowNanos.addAndGet(Duration.ofMinutes(1).toNanos());
    failures.add(new TimeoutException("another"));

    // Then
    assertThat(log.lines())
        .containsExactly(TIMEOUT.formatted(1), REPLICAS.formatted(1), TIMEOUT.formatted(5_000));
    assertThat(registry.get("ecompulse.producer.send.failures").counter().count())
        .isEqualTo(10_001);
  }

  /** Kafka may take them yet. */
  @Test
  void eventsThatAreLateHaveALineAMinuteAndAreNoFailures() {
    // Given
    for (int i = 0; i < 1_000; i++) {
      failures.late("raw", 3);
    }

    // When
    nowNanos.addAndGet(Duration.ofMinutes(1).toNanos());
    failures.late("raw", 7);

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN events not acknowledged in time: topic=raw sinceLastLine=3",
            "WARN events not acknowledged in time: topic=raw sinceLastLine=3004");
    assertThat(registry.get("ecompulse.producer.send.failures").counter().count()).isZero();
  }
}
