package com.ecompulse.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleEventsTest {

  private static final Instant AROUND = Instant.parse("2026-11-23T08:12:31Z");

  @Test
  void everySampleHasTheOutcomeItIsMadeFor() {
    List<SampleEvents.Sample> samples = SampleEvents.mixed(7, 3000, 0.3, AROUND);

    assertThat(samples)
        .allSatisfy(sample -> assertThat(tagOf(sample.value())).isEqualTo(sample.expectedTag()))
        .extracting(SampleEvents.Sample::eventId)
        .doesNotHaveDuplicates();
    assertThat(samples.stream().filter(SampleEvents.Sample::isRejected).count())
        .isBetween(800L, 1000L);
  }

  @Test
  void theSameSeedGivesTheSameEvents() {
    List<byte[]> once = SampleEvents.valid(11, 100, AROUND);
    List<byte[]> again = SampleEvents.valid(11, 100, AROUND);

    assertThat(once).zipSatisfy(again, (a, b) -> assertThat(a).isEqualTo(b));
  }

  @Test
  void anEventIsAboutAsLargeAsInTheField() {
    List<byte[]> events = SampleEvents.valid(3, 1000, AROUND);

    double mean = events.stream().mapToInt(event -> event.length).average().orElseThrow();
    assertThat(mean).isBetween(550.0, 770.0);
    assertThat(events)
        .noneMatch(event -> Arrays.equals(event, events.get(0)) && event != events.get(0));
  }

  private static String tagOf(byte[] value) {
    return new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps())
        .process(value, new EventContext(AROUND.toEpochMilli(), AROUND.toEpochMilli(), null, null))
        .fold(enriched -> null, Failure::tag, () -> "duplicate");
  }
}
