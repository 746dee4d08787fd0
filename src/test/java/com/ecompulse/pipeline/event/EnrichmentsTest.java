package com.ecompulse.pipeline.event;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.bytes;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static com.ecompulse.pipeline.event.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EnrichmentsTest {

  private static final String PURCHASE =
      event("purchase", "{\"order_id\":\"o\",\"total_amount\":9.50,\"currency\":\"EUR\"}");

  @Test
  void withoutAnyStepTheEnrichmentIsEmpty() {
    assertThat(enrichmentOf(MINIMAL, new Enrichments(List.of()), CONTEXT)).isEmpty();
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
  void whatIsMarkedIsToldToTheListenerOnceWithItsLastFault() {
    // Given
    Told told = new Told();
    Enrichments steps =
        new Enrichments(
            List.of(
                new Failing("one"),
                new Flickering("two", 2),
                new Counting("three"),
                new Flickering("four", 100)));
    EventPipeline pipeline = new EventPipeline(EventLimits.DEFAULTS, steps, Disclosure.WHOLE, told);

    // When
    pipeline.process(bytes(MINIMAL), CONTEXT);

    // Then
    assertThat(told.faults)
        .containsExactly(
            "one: java.lang.IllegalStateException",
            "four: com.ecompulse.pipeline.event.TransientFaultException");
  }

  @Test
  void noStepFailsOnAnOrdinaryEvent() {
    assertThat(enrichmentOf(PURCHASE).has("failed_steps")).isFalse();
  }

  private static final class Told implements FaultListener {
    private final List<String> faults = new ArrayList<>();

    @Override
    public void stepFailed(String step, RuntimeException fault) {
      faults.add(step + ": " + fault.getClass().getName());
    }

    @Override
    public void pipelineFailed(Throwable fault) {
      faults.add(fault.getClass().getName());
    }
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
