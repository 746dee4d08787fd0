package com.ecompulse.pipeline.event;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static com.ecompulse.pipeline.event.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichmentsTest {

  private static final String PURCHASE =
      event("purchase", "{\"order_id\":\"o\",\"total_amount\":9.50,\"currency\":\"EUR\"}");

  @Test
  void theStepsAreKnownByNameInTheirOrder() {
    assertThat(Enrichments.names())
        .containsExactly("time", "revenue", "session", "traffic", "client-ip", "quality");
  }

  @ParameterizedTest
  @CsvSource({
    "time, enriched_timestamp received_at clock_skew_seconds processing_date hour_of_day"
        + " day_of_week is_weekend",
    "revenue, event_revenue currency",
    "session, session_sequence",
    "traffic, traffic",
    "client-ip, client_ip",
    "quality, data_quality_score is_valid_event"
  })
  void switchingAStepOffRemovesExactlyItsMembers(String step, String members) {
    EventContext context = CONTEXT.inSession(7);
    List<String> remaining = members(enrichmentOf(PURCHASE, Enrichments.all(), context));
    remaining.removeAll(List.of(members.split(" ")));

    JsonNode enrichment = enrichmentOf(PURCHASE, Enrichments.without(Set.of(step)), context);

    assertThat(members(enrichment)).isEqualTo(remaining).hasSizeLessThan(14);
  }

  @Test
  void withAllStepsOffTheEnrichmentIsEmpty() {
    Enrichments none = Enrichments.without(Set.copyOf(Enrichments.names()));

    assertThat(enrichmentOf(MINIMAL, none, CONTEXT)).isEmpty();
  }

  @Test
  void switchingOffAnUnknownStepIsRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Enrichments.without(Set.of("geo")))
        .withMessage(
            "No enrichment step is named geo; there are"
                + " [time, revenue, session, traffic, client-ip, quality]");
  }

  @Test
  void aStepThatFailsIsMarkedAndLeavesNothingBehind() {
    Enrichments steps =
        new Enrichments(List.of(new Counting("one"), new Failing("two"), new Counting("three")));

    assertThat(enrichmentOf(MINIMAL, steps, CONTEXT))
        .hasToString("{\"one\":1,\"three\":1,\"failed_steps\":[\"two\"]}");
  }

  @Test
  void aStepThatFailsFirstOrAloneLeavesValidJson() {
    assertThat(
            enrichmentOf(
                MINIMAL, new Enrichments(List.of(new Failing("a"), new Failing("b"))), CONTEXT))
        .hasToString("{\"failed_steps\":[\"a\",\"b\"]}");
  }

  @Test
  void aFaultThatPassesCostsNothing() {
    // Given
    Flickering step = new Flickering("two", 2);

    // When
    JsonNode enrichment = enrichmentOf(MINIMAL, new Enrichments(List.of(step)), CONTEXT);

    // Then
    assertThat(enrichment).hasToString("{\"two\":1}");
  }

  @Test
  void aFaultThatDoesNotPassIsMarkedAfterThreeTriesAndTheEventIsEnriched() {
    // Given
    Flickering step = new Flickering("two", 100);
    Enrichments steps = new Enrichments(List.of(new Counting("one"), step));

    // When
    JsonNode enrichment = enrichmentOf(MINIMAL, steps, CONTEXT);

    // Then
    assertThat(enrichment).hasToString("{\"one\":1,\"failed_steps\":[\"two\"]}");
    assertThat(step.calls).hasValue(3);
  }

  @Test
  void aFaultOfTheStepsOwnIsNotTriedAgain() {
    // Given
    AtomicInteger calls = new AtomicInteger();
    Enrichment broken = new Broken("one", calls);

    // When
    enrichmentOf(MINIMAL, new Enrichments(List.of(broken)), CONTEXT);

    // Then
    assertThat(calls).hasValue(1);
  }

  @Test
  void noStepFailsOnAnOrdinaryEvent() {
    assertThat(enrichmentOf(PURCHASE).has("failed_steps")).isFalse();
  }

  private static List<String> members(JsonNode enrichment) {
    List<String> names = new ArrayList<>();
    enrichment.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Writes one member. */
  private record Counting(String name) implements Enrichment {
    @Override
    public void write(RawEvent event, EventContext context, MemberWriter members) {
      members.number(name, 1);
    }
  }

  /** Fails in the middle of an object. */
  private record Failing(String name) implements Enrichment {
    @Override
    public void write(RawEvent event, EventContext context, MemberWriter members) {
      members.beginObject(name);
      members.string("half", "x".repeat(5000));
      throw new IllegalStateException("on purpose");
    }
  }

  /** Fails the first few times, in the middle of an object, with what may pass. */
  private record Flickering(String name, int faults, AtomicInteger calls) implements Enrichment {
    Flickering(String name, int faults) {
      this(name, faults, new AtomicInteger());
    }

    @Override
    public void write(RawEvent event, EventContext context, MemberWriter members) {
      if (calls.incrementAndGet() <= faults) {
        members.beginObject(name);
        throw new TransientFaultException(new IllegalStateException("on purpose"));
      }
      members.number(name, 1);
    }
  }

  /** Fails every time, with what will not pass. */
  private record Broken(String name, AtomicInteger calls) implements Enrichment {
    @Override
    public void write(RawEvent event, EventContext context, MemberWriter members) {
      calls.incrementAndGet();
      throw new IllegalStateException("on purpose");
    }
  }
}
