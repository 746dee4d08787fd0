package com.ecompulse.pipeline.config;

import com.ecompulse.pipeline.event.Enrichments;
import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes beans of what knows nothing of CDI. */
class CoreBeans {

  @Produces
  @Singleton
  EventPipeline eventPipeline(PipelineConfig config) {
    EventLimits limits =
        new EventLimits(
            EventLimits.DEFAULTS.maxEventBytes(),
            EventLimits.DEFAULTS.maxEnrichedBytes(),
            EventLimits.DEFAULTS.maxDepth(),
            config.event().maxAhead(),
            config.event().maxBehind());
    return new EventPipeline(limits, Enrichments.without(switchedOff(config.enrichment())));
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  private static Set<String> switchedOff(Map<String, PipelineConfig.Step> steps) {
    return steps.entrySet().stream()
        .filter(step -> !step.getValue().enabled())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
