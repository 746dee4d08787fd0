package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a process tells of refusals before its first. */
class RefusalReasonsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void whereThereIsAFrontDoorAFreshScrapeHasEachReasonAtNought() {
    // Given
    RefusalReasons reasons = new RefusalReasons(config(true), registry);

    // When
    reasons.tell(new StartupEvent());

    // Then
    assertThat(registry.find("ecompulse.ingest.rejected").counters())
        .allSatisfy(counter -> assertThat(counter.count()).isZero())
        .extracting(counter -> counter.getId().getTag("reason"))
        .containsExactlyInAnyOrderElementsOf(Stream.of(Kind.values()).map(Kind::code).toList());
  }

  @Test
  void aProcessThatTakesNoEventsHasNone() {
    // Given
    RefusalReasons reasons = new RefusalReasons(config(false), registry);

    // When
    reasons.tell(new StartupEvent());

    // Then
    assertThat(registry.find("ecompulse.ingest.rejected").counters()).isEmpty();
  }

  private static PipelineConfig config(boolean ingesting) {
    Map<String, String> given =
        Map.of(
            "pipeline.instance-id", "test",
            "pipeline.ingest.enabled", Boolean.toString(ingesting),
            "pipeline.ingest.open", "true",
            "pipeline.topics.provision", "false");
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(given, "given", 100))
        .withMapping(PipelineConfig.class)
        .build()
        .getConfigMapping(PipelineConfig.class);
  }
}
