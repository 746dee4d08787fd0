package com.ecompulse.pipeline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ecompulse.pipeline.event.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineMetricsTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final PipelineMetrics metrics = new PipelineMetrics(registry, new ConsistentRegistry());

  @Test
  void consumedIsEnrichedPlusDeadLetteredPlusDuplicate() {
    // When
    metrics.enriched("purchase", Duration.ofMillis(1));
    metrics.enriched("page_view", Duration.ofMillis(1));
    metrics.deadLettered("not-json", Duration.ofMillis(1));
    metrics.duplicate();

    // Then
    assertThat(registry.get("ecompulse.events.consumed").counter().count()).isEqualTo(4);
    assertThat(registry.get("ecompulse.events.duplicate").counter().count()).isEqualTo(1);
    assertThat(registry.get("ecompulse.events.enriched").counters())
        .filteredOn(counter -> counter.count() > 0)
        .hasSize(2);
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
        .filteredOn(counter -> counter.count() > 0)
        .singleElement()
        .satisfies(
            counter -> {
              assertThat(counter.getId().getTag("event_type")).isEqualTo("other");
              assertThat(counter.count()).isEqualTo(1_000);
            });
  }

  @Test
  void noValueOfATagIsAClientsOwn() {
    // Given
    int before = registry.getMeters().size();

    // When
    metrics.enriched("invented", Duration.ofMillis(1));
    metrics.deadLettered("invented", Duration.ofMillis(1));
    metrics.received("invented", 1);

    // Then
    assertThat(registry.getMeters()).hasSize(before);
  }

  @Test
  void everyFailureHasItsOwnSeries() {
    // Given
    List<Failure> failures =
        List.of(
            new Failure.NotJson(0),
            new Failure.NotAnObject(),
            new Failure.TooLarge("raw", 2, 1),
            new Failure.LargerThanItsTopic(2),
            new Failure.TooDeep(64),
            new Failure.InvalidEvent(List.of()),
            new Failure.ReservedMember(List.of()),
            new Failure.InternalError("java.lang.Error"));

    // When, Then
    assertThat(failures).hasSameSizeAs(Failure.class.getPermittedSubclasses());
    assertThat(registry.get("ecompulse.events.dead.lettered").counters())
        .extracting(counter -> counter.getId().getTag("failure"))
        .containsAll(failures.stream().map(Failure::tag).toList());
  }

  @Test
  void aMeterWantsAValueForEachOfItsTags() {
    assertThatThrownBy(() -> Meters.EVENTS_ENRICHED.counter(registry))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
