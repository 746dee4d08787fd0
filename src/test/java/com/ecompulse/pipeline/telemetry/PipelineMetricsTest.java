package com.ecompulse.pipeline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PipelineMetricsTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final PipelineMetrics metrics = new PipelineMetrics(registry);

  @Test
  void consumedIsEnrichedPlusDeadLettered() {
    // When
    metrics.enriched("purchase", Duration.ofMillis(1));
    metrics.enriched("page_view", Duration.ofMillis(1));
    metrics.deadLettered("not-json", Duration.ofMillis(1));

    // Then
    assertThat(registry.get("ecompulse.events.consumed").counter().count()).isEqualTo(3);
    assertThat(registry.get("ecompulse.events.enriched").counters()).hasSize(2);
    assertThat(
            registry
                .get("ecompulse.events.dead.lettered")
                .tag("failure", "not-json")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void theTypesThatShopsInventShareOneSeries() {
    // When
    for (int i = 0; i < 1_000; i++) {
      metrics.enriched("invented_" + i, Duration.ofMillis(1));
    }

    // Then
    assertThat(registry.get("ecompulse.events.enriched").counters())
        .singleElement()
        .satisfies(
            counter -> {
              assertThat(counter.getId().getTag("event_type")).isEqualTo("other");
              assertThat(counter.count()).isEqualTo(1_000);
            });
  }

  @Test
  void aMeterWantsAValueForEachOfItsTags() {
    assertThatThrownBy(() -> Meters.EVENTS_ENRICHED.counter(registry))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
