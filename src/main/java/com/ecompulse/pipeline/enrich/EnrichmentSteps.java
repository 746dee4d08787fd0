package com.ecompulse.pipeline.enrich;

import com.ecompulse.pipeline.config.EnrichmentConfig;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.Enrichments;
import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.enrichments.ClientIp;
import com.ecompulse.pipeline.event.enrichments.Quality;
import com.ecompulse.pipeline.event.enrichments.Revenue;
import com.ecompulse.pipeline.event.enrichments.Time;
import com.ecompulse.pipeline.event.enrichments.Traffic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The ordered table of the steps that the settings leave on; the core around them. */
@Singleton
public class EnrichmentSteps {

  private final EnrichmentConfig config;
  private final LocationDatabases locations;

  @Inject
  EnrichmentSteps(PipelineConfig config, LocationDatabases locations) {
    this(config.enrichment(), locations);
  }

  EnrichmentSteps(EnrichmentConfig config, LocationDatabases locations) {
    this.config = config;
    this.locations = locations;
  }

  @Produces
  @Singleton
  EventPipeline eventPipeline(PipelineConfig pipeline) {
    EventLimits limits =
        new EventLimits(
            EventLimits.DEFAULTS.maxEventBytes(),
            EventLimits.DEFAULTS.maxEnrichedBytes(),
            EventLimits.DEFAULTS.maxDepth(),
            pipeline.event().maxAhead(),
            pipeline.event().maxBehind());
    return new EventPipeline(limits, enrichments());
  }

  Enrichments enrichments() {
    List<Enrichment> steps = new ArrayList<>();
    // First: readers of the bytes find the times at a fixed place.
    add(steps, config.time(), Time::new);
    add(steps, config.revenue(), Revenue::new);
    add(steps, config.traffic(), this::traffic);
    add(steps, config.clientIp(), this::clientIp);
    if (!locations.isEmpty()) {
      add(steps, config.location(), () -> new Location(locations));
    }
    add(steps, config.device(), () -> new Device(config.device().cacheSize()));
    // Last: it judges what all others rely on.
    add(steps, config.quality(), Quality::new);
    return new Enrichments(steps);
  }

  private Traffic traffic() {
    return new Traffic(ReferrerList::get, config.traffic().ownHosts().orElse(Set.of()));
  }

  private ClientIp clientIp() {
    return config.clientIp().truncate() ? new ClientIp(IpAddress::truncated) : new ClientIp();
  }

  private static void add(
      List<Enrichment> steps, EnrichmentConfig.Step step, Supplier<Enrichment> made) {
    if (step.enabled()) {
      steps.add(made.get());
    }
  }
}
