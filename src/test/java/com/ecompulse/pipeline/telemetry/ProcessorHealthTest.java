package com.ecompulse.pipeline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ProcessorHealthTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final ProcessorHealth health =
      new ProcessorHealth(
          new Clock() {
            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now.get();
            }
          });

  @Test
  void aBatchThatAbortsIsToldUntilOneIsCommitted() {
    // Given
    health.begun();

    // When
    health.aborted(new TimeoutException("no answer"));

    // Then
    assertThat(ready().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data(ready()).get("cause")).asString().contains("no answer");
    assertThat(live().getStatus()).isEqualTo(Status.UP);
    health.begun();
    health.settled();
    assertThat(ready().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aRebalanceIsNoTrouble() {
    // Given
    health.assigned(24);
    health.begun();

    // When
    health.settled();
    health.assigned(0);
    now.set(now.get().plus(Duration.ofMinutes(1)));

    // Then
    assertThat(ready().getStatus()).isEqualTo(Status.UP);
    assertThat(data(ready())).containsEntry("partitions", 0L);
  }

  @Test
  void whatAbortedAndWasGivenBackIsAnothersTrouble() {
    // Given
    health.begun();
    health.aborted(new TimeoutException("no answer"));

    // When
    health.settled();

    // Then
    assertThat(ready().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aBatchThatDoesNotEndIsToldWithItsAge() {
    // Given
    health.begun();

    // When
    now.set(now.get().plusSeconds(11));

    // Then
    assertThat(ready().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data(ready())).containsEntry("cause", "a batch has been open for 11 s");
  }

  @Test
  void whatOnlyANewProcessCanMendTurnsLivenessDown() {
    // When
    health.failed(new IllegalStateException("fenced"));

    // Then
    assertThat(live().getStatus()).isEqualTo(Status.DOWN);
    assertThat(ready().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data(live()).get("cause")).asString().contains("fenced");
  }

  private HealthCheckResponse ready() {
    return health.ready().call();
  }

  private HealthCheckResponse live() {
    return health.live().call();
  }

  private static Map<String, Object> data(HealthCheckResponse response) {
    return response.getData().orElseThrow();
  }
}
