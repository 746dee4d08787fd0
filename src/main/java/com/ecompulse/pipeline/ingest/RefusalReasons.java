package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has every reason of a refusal told from the start, at 0: a rate misses a series' first count. */
@Singleton
class RefusalReasons {
  private final boolean ingesting;
  private final MeterRegistry registry;

  RefusalReasons(PipelineConfig config, MeterRegistry registry) {
    this.ingesting = config.ingest().enabled();
    this.registry = registry;
  }

  void tell(@Observes StartupEvent event) {
    if (ingesting) {
      for (Kind kind : Kind.values()) {
        Meters.INGEST_REJECTED.counter(registry, kind.code());
      }
    }
  }
}
