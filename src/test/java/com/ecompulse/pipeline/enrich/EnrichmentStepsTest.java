package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static com.ecompulse.pipeline.event.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.EventContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichmentStepsTest {

  private static final String PURCHASE =
      event("purchase", "{\"order_id\":\"o\",\"total_amount\":9.50,\"currency\":\"EUR\"}");

  private static final EventContext IN_SESSION =
      new EventContext(
          CONTEXT.receivedAtMillis(),
          CONTEXT.enrichedAtMillis(),
          CONTEXT.clientIp(),
          CONTEXT.userAgent(),
          7);

  @Test
  void theStepsStandInTheirOrder() {
    assertThat(Steps.names())
        .containsExactly("time", "revenue", "session", "traffic", "client-ip", "device", "quality");
  }

  @Test
  void theStepsThatTakeDataOfOnesOwnStandInTheirOrderToo() {
    assertThat(
            Steps.names(
                "customer.enabled", "true",
                "product.enabled", "true",
                "location.database", "absent.mmdb"))
        .containsExactly(
            "time",
            "revenue",
            "session",
            "traffic",
            "client-ip",
            "location",
            "device",
            "customer",
            "product",
            "quality");
  }

  @ParameterizedTest
  @CsvSource({
    "time, enriched_timestamp received_at clock_skew_seconds processing_date hour_of_day"
        + " day_of_week is_weekend",
    "revenue, event_revenue currency",
    "session, session_sequence",
    "traffic, traffic",
    "client-ip, client_ip",
    "device, device",
    "quality, data_quality_score is_valid_event"
  })
  void switchingAStepOffRemovesExactlyItsMembers(String step, String members) {
    List<String> all = members(enrichmentOf(PURCHASE, Steps.with(), IN_SESSION));
    List<String> remaining = new ArrayList<>(all);
    remaining.removeAll(List.of(members.split(" ")));

    JsonNode enrichment =
        enrichmentOf(PURCHASE, Steps.with(step + ".enabled", "false"), IN_SESSION);

    assertThat(members(enrichment)).isEqualTo(remaining).isNotEqualTo(all);
  }

  @Test
  void noStepFailsOnAnOrdinaryEvent() {
    assertThat(enrichmentOf(PURCHASE, Steps.with(), CONTEXT).has("failed_steps")).isFalse();
  }

  private static List<String> members(JsonNode enrichment) {
    List<String> names = new ArrayList<>();
    enrichment.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
