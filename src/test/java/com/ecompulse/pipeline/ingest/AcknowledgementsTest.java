package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Acknowledgements three = new Acknowledgements(3, new PipelineMetrics(registry));

  @Test
  void aRequestIsOpenUntilItsLastRecordIsAcknowledged() {
    // When
    three.onCompletion(null, null);
    three.onCompletion(null, null);

    // Then
    assertThat(three.ended()).isNotDone();
  }

  @Test
  void aRequestEndsWithItsLastRecord() {
    // When
    three.onCompletion(null, null);
    three.onCompletion(null, null);
    three.onCompletion(null, null);

    // Then
    assertThat(three.ended()).isCompleted();
  }

  @Test
  void oneRecordThatFailedFailsTheRequestOnceAllAreKnown() {
    // Given
    NotEnoughReplicasException failure = new NotEnoughReplicasException("one of three is left");

    // When
    three.onCompletion(null, null);
    three.onCompletion(null, failure);
    three.onCompletion(null, null);

    // Then
    assertThat(three.ended()).failsWithin(Duration.ZERO).withThrowableThat().withCause(failure);
    assertThat(registry.get("ecompulse.producer.send.failures").counter().count()).isEqualTo(1);
  }
}
