package com.ecompulse.pipeline.telemetry;

import static com.ecompulse.pipeline.support.Metrics.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // Quarkus has no other registry for Prometheus
class ConsistentRegistryTest {
  private static final int SCRAPES = 300;

  private final ConsistentRegistry scrapes = new ConsistentRegistry();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, scrapes, Clock.SYSTEM);
  private final PipelineMetrics metrics = new PipelineMetrics(registry, scrapes);

  @Test
  void consumedIsEnrichedPlusDeadLetteredAtEveryScrapeWhileBatchesAreCounted() {
    // Given
    AtomicInteger left = new AtomicInteger(SCRAPES);
    CompletableFuture<Void> counting =
        CompletableFuture.runAsync(
            () -> {
              while (left.get() > 0) {
                metrics.atOnce(this::countABatch);
              }
            });

    // When, Then
    double consumed = 0;
    try {
      while (left.getAndDecrement() > 0) {
        String scrape = registry.scrape();
        consumed = sum(scrape, "ecompulse_events_consumed_total");
        assertThat(
                sum(scrape, "ecompulse_events_enriched_total")
                    + sum(scrape, "ecompulse_events_dead_lettered_total"))
            .isEqualTo(consumed);
      }
    } finally {
      left.set(0);
    }
    counting.join();
    assertThat(consumed).isPositive();
  }

  private void countABatch() {
    for (int i = 0; i < 20; i++) {
      metrics.enriched("purchase", Duration.ofMillis(1));
      metrics.deadLettered("not-json", Duration.ofMillis(1));
    }
  }
}
