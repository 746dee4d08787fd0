package com.ecompulse.pipeline.event.enrichments;

import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.Events;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTest {

  @Example
  void theTimesOfTheEnrichmentAndOfTheReceiptAreInUtcWithMilliseconds() {
    JsonNode enrichment = enrichmentOf(MINIMAL);

    assertThat(enrichment.get("enriched_timestamp").asText()).isEqualTo("2026-11-24T00:00:00.005Z");
    assertThat(enrichment.get("received_at").asText()).isEqualTo("2026-11-23T08:12:31.000Z");
  }

  @Example
  void theProcessingDateIsTheDayOfTheEnrichment() {
    assertThat(enrichmentOf(MINIMAL).get("processing_date").asText()).isEqualTo("2026-11-24");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:12:30.123Z,      0.877,     8,  1, false",
    "2026-11-23T08:12:31Z,          0.000,     8,  1, false",
    "2026-11-23T08:12:31.001Z,      -0.001,    8,  1, false",
    "2026-11-23T09:12:31.5Z,        -3600.500, 9,  1, false",
    "2026-11-22T08:12:31Z,          86400.000, 8,  7, true",
    "2026-11-23T00:00:00Z,          29551.000, 0,  1, false",
    "2026-11-23T01:00:00+02:00,     33151.000, 23, 7, true",
    "2026-11-21T00:00:00Z,          202351.000, 0, 6, true",
    "2026-11-20T23:30:00-00:45,     201451.000, 0, 6, true",
    "2026-11-20T23:59:59.999Z,      202351.001, 23, 5, false"
  })
  void aTimestampHasASkewAnHourAndAWeekday(
      String timestamp, String skew, int hour, int weekday, boolean isWeekend) {
    JsonNode enrichment = enrichmentOf(MINIMAL.replace("2026-11-23T08:12:30.123Z", timestamp));

    assertThat(enrichment.get("clock_skew_seconds").decimalValue().toPlainString()).isEqualTo(skew);
    assertThat(enrichment.get("hour_of_day").asInt()).isEqualTo(hour);
    assertThat(enrichment.get("day_of_week").asInt()).isEqualTo(weekday);
    assertThat(enrichment.get("is_weekend").asBoolean()).isEqualTo(isWeekend);
  }

  @Property(tries = 1000)
  void hourAndWeekdayAreTheEventsOwnInUtc(
      @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long millis,
      @ForAll @LongRange(min = -18 * 60, max = 18 * 60) long offsetMinutes) {
    Instant time = Instant.ofEpochMilli(millis);
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);

    JsonNode enrichment =
        enrichmentOf(
            MINIMAL.replace("2026-11-23T08:12:30.123Z", time.toString()),
            Events.coreSteps(),
            new EventContext(millis, millis, null, null));

    int day = utc.getDayOfWeek().getValue();
    assertThat(enrichment.get("hour_of_day").asInt()).isEqualTo(utc.getHour());
    assertThat(enrichment.get("day_of_week").asInt()).isEqualTo(day);
    assertThat(enrichment.get("is_weekend").asBoolean()).isEqualTo(day > 5);
    assertThat(enrichment.get("processing_date").asText()).isEqualTo(utc.toLocalDate().toString());
    assertThat(Instant.parse(enrichment.get("enriched_timestamp").asText())).isEqualTo(time);
  }

  @Example
  void anImpossibleHourOfProcessingFailsTheStepAlone() {
    EventContext context =
        new EventContext(Events.CONTEXT.receivedAtMillis(), Long.MAX_VALUE, null, null);

    JsonNode enrichment = enrichmentOf(MINIMAL, Events.coreSteps(), context);

    assertThat(enrichment.get("failed_steps")).hasToString("[\"time\"]");
    assertThat(enrichment.has("enriched_timestamp")).isFalse();
    assertThat(enrichment.has("data_quality_score")).isTrue();
  }
}
