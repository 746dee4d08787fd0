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
import com.ecompulse.pipeline.event.enrichments.Session;
import com.ecompulse.pipeline.event.enrichments.Time;
import com.ecompulse.pipeline.event.enrichments.Traffic;
import com.ecompulse.pipeline.reference.Product;
import com.ecompulse.pipeline.reference.ReferenceTables;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The ordered table of the steps that the settings leave on; the core around them. */
@Singleton
class EnrichmentSteps {

  private final EnrichmentConfig config;
  private final LocationDatabases locations;
  private final ReferenceTables tables;
  private final Privacy privacy;

  @Inject
  EnrichmentSteps(
      PipelineConfig config, LocationDatabases locations, ReferenceTables tables, Privacy privacy) {
    this(config.enrichment(), locations, tables, privacy);
  }

  EnrichmentSteps(
      EnrichmentConfig config,
      LocationDatabases locations,
      ReferenceTables tables,
      Privacy privacy) {
    this.config = config;
    this.locations = locations;
    this.tables = tables;
    this.privacy = privacy;
  }

  @Produces
  @Singleton
  EventPipeline eventPipeline(PipelineConfig pipeline, MeterRegistry meters) {
    EventLimits limits =
        new EventLimits(
            EventLimits.DEFAULTS.maxEventBytes(),
            EventLimits.DEFAULTS.maxEnrichedBytes(),
            EventLimits.DEFAULTS.maxDepth(),
            pipeline.event().maxAhead(),
            pipeline.event().maxBehind());
    List<Enrichment> steps = steps();
    PipelineFaults faults =
        new PipelineFaults(steps.stream().map(Enrichment::name).toList(), meters);
    return new EventPipeline(limits, new Enrichments(steps), privacy, faults);
  }

  List<Enrichment> steps() {
    List<Enrichment> steps = new ArrayList<>();
    // First: readers of the bytes find the times at a fixed place.
    add(steps, config.time(), Time::new);
    add(steps, config.revenue(), this::revenue);
    add(steps, config.session(), Session::new);
    add(steps, config.traffic(), this::traffic);
    add(steps, config.clientIp(), this::clientIp);
    if (!locations.isEmpty()) {
      add(steps, config.location(), () -> new Location(locations));
    }
    add(steps, config.device(), () -> new Device(config.device().cacheSize()));
    if (config.customer().enabled()) {
      steps.add(new CustomerValue(tables));
    }
    if (config.product().enabled()) {
      steps.add(new CatalogueEntry(tables));
    }
    // Last: it judges what all others rely on.
    add(steps, config.quality(), Quality::new);
    return steps;
  }

  private Revenue revenue() {
    return config.product().enabled() ? new Revenue(this::cataloguePrice) : new Revenue();
  }

  private BigDecimal cataloguePrice(String productId) {
    Product product = tables.product(productId);
    return product == null ? null : product.price();
  }

  private Traffic traffic() {
    return new Traffic(
        ReferrerList::get, config.traffic().ownHosts().orElse(Set.of()), privacy::isTold);
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
