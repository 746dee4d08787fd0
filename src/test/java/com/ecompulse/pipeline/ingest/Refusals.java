package com.ecompulse.pipeline.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How many requests the front door has refused, for whatever reason. */
final class Refusals {
  private Refusals() {}

  static double countedIn(MeterRegistry registry) {
    return registry.find("ecompulse.ingest.rejected").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }
}
