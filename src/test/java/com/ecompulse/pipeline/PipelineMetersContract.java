package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** What the meters tell of the way through; held as {@link PipelineContract} is. */
abstract class PipelineMetersContract extends PipelineScene {
  @Test
  void consumedIsEnrichedPlusDeadLetteredPlusDuplicate() throws Exception {
    // Given
    double before = metrics.sum("ecompulse_events_consumed_total");
    double enrichedBefore = metrics.sum("ecompulse_events_enriched_total");
    double duplicateBefore = metrics.sum("ecompulse_events_duplicate_total");
    double deadBefore = metrics.sum("ecompulse_events_dead_lettered_total");

    // When
    String good = event("counted", "u", "page_view");
    client.post("[%s,{},{},{},%s,%s]".formatted(good, good, good));

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(metrics.sum("ecompulse_events_consumed_total")).isEqualTo(before + 6);
              assertThat(metrics.sum("ecompulse_events_enriched_total"))
                  .isEqualTo(enrichedBefore + 1);
              assertThat(metrics.sum("ecompulse_events_dead_lettered_total"))
                  .isEqualTo(deadBefore + 3);
              assertThat(metrics.sum("ecompulse_events_duplicate_total"))
                  .isEqualTo(duplicateBefore + 2);
            });
  }

  @Test
  void everyPartitionOfTheProcessTellsItsLag() throws Exception {
    // When
    client.post(event("lag", "u", "page_view"));

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(metrics.count("ecompulse_consumer_lag")).isEqualTo(24);
              assertThat(metrics.sum("ecompulse_consumer_lag")).isZero();
              assertThat(metrics.sum("ecompulse_event_delivery_seconds_count")).isPositive();
              assertThat(metrics.sum("ecompulse_ingest_circuit_open")).isZero();
            });
  }

  /** The dashboard divides by it what is used of the heap; a pool's own bound may be -1. */
  @Test
  void whatTheHeapMayGrowToIsTold() {
    // When
    double bytes = metrics.sum("ecompulse_heap_max_bytes");

    // Then
    assertThat(bytes).isPositive().isFinite();
    assertThat(bytes).isLessThan(1L << 50);
  }
}
