package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.Configs;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a process tells of refusals before its first. */
class RefusalReasonsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void whereThereIsAFrontDoorAFreshScrapeHasEachReasonAtNought() {
    // Given
    RefusalReasons reasons =
        new RefusalReasons(Configs.with(Map.of("pipeline.ingest.enabled", "true")), registry);

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
    RefusalReasons reasons =
        new RefusalReasons(Configs.with(Map.of("pipeline.ingest.enabled", "false")), registry);

    // When
    reasons.tell(new StartupEvent());

    // Then
    assertThat(registry.find("ecompulse.ingest.rejected").counters()).isEmpty();
  }
}
