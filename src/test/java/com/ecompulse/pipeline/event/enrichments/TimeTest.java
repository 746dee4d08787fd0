package com.ecompulse.pipeline.event.enrichments;

import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.Enrichments;
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

  @Example
  void theSkewIsTheReceiptLessTheEventsOwnTime() {
    assertThat(skewAt("2026-11-23T08:12:30.123Z")).isEqualTo("0.877");
    assertThat(skewAt("2026-11-23T08:12:31Z")).isEqualTo("0.000");
    assertThat(skewAt("2026-11-23T08:12:31.001Z")).isEqualTo("-0.001");
    assertThat(skewAt("2026-11-23T09:12:31.5Z")).isEqualTo("-3600.500");
    assertThat(skewAt("2026-11-22T08:12:31Z")).isEqualTo("86400.000");
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
            Enrichments.all(),
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

    JsonNode enrichment = enrichmentOf(MINIMAL, Enrichments.all(), context);

    assertThat(enrichment.get("failed_steps")).hasToString("[\"time\"]");
    assertThat(enrichment.has("enriched_timestamp")).isFalse();
    assertThat(enrichment.has("data_quality_score")).isTrue();
  }

  private static String skewAt(String timestamp) {
    return enrichmentOf(MINIMAL.replace("2026-11-23T08:12:30.123Z", timestamp))
        .get("clock_skew_seconds")
        .decimalValue()
        .toPlainString();
  }
}
