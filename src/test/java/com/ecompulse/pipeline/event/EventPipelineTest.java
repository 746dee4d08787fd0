package com.ecompulse.pipeline.event;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.bytes;
import static com.ecompulse.pipeline.event.Events.enriched;
import static com.ecompulse.pipeline.event.Events.failureOf;
import static com.ecompulse.pipeline.event.Events.process;
import static com.ecompulse.pipeline.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPipelineTest {

  private static final int MEBIBYTE = 1 << 20;

  @Test
  void aTombstoneIsNotJson() {
    assertThat(process((byte[]) null)).isEqualTo(new Outcome.Rejected(new Failure.NotJson(0)));
  }

  @Test
  void anEnrichedEventTellsItsType() {
    assertThat(enriched(process(MINIMAL)).eventType()).isEqualTo("custom");
  }

  @Test
  void markAndWhiteSpaceAreNoPartOfTheEnrichedEvent() {
    byte[] bytes = enriched(process("\uFEFF \r\n\t" + MINIMAL + "\n ")).bytes();

    assertThat(bytes).isEqualTo(enriched(process(MINIMAL)).bytes());
    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .startsWith("{\"event_id\"")
        .endsWith("}}");
  }

  @Test
  void aValueOfTheLargestSizeIsReadAndOneByteMoreIsTooLarge() {
    String filler = with(MINIMAL, "\"filler\":\"\"");
    String largest = filler.replace("\"\"", "\"" + "x".repeat(MEBIBYTE - filler.length()) + "\"");

    assertThat(largest).hasSize(MEBIBYTE);
    assertThat(process(largest)).isInstanceOf(Outcome.Enriched.class);
    assertThat(failureOf(largest + " "))
        .isEqualTo(new Failure.TooLarge("raw", MEBIBYTE + 1, MEBIBYTE));
    assertThat(failureOf(largest + " ").reason())
        .isEqualTo("The raw event has 1048577 bytes, and 1048576 are allowed.");
  }

  @Test
  void anEnrichedEventAboveItsLimitIsTooLarge() {
    int length = enriched(process(MINIMAL)).bytes().length;

    assertThat(pipelineOf(length).process(bytes(MINIMAL), CONTEXT))
        .isInstanceOf(Outcome.Enriched.class);
    assertThat(pipelineOf(length - 1).process(bytes(MINIMAL), CONTEXT))
        .isEqualTo(new Outcome.Rejected(new Failure.TooLarge("enriched", length, length - 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T08:12:31Z, ''",
    "2026-11-24T08:12:31.001Z, not-too-far-ahead",
    "2026-10-24T08:12:31Z, ''",
    "2026-10-24T08:12:30.999Z, not-too-far-behind"
  })
  void theWindowIsAroundTheReceiptAndItsEndsBelongToIt(String timestamp, String rule) {
    Outcome outcome = process(MINIMAL.replace("2026-11-23T08:12:30.123Z", timestamp));

    List<String> rules =
        outcome.fold(
            enriched -> List.of(""),
            failure -> failure.violations().stream().map(Violation::rule).toList(),
            () -> List.of("duplicate"));
    assertThat(rules).containsExactly(rule);
  }

  @Test
  void ofPropertiesThatComeTwiceTheSecondCounts() {
    String pageView = MINIMAL.replace("custom", "page_view");
    String first = with(pageView, "\"properties\":{\"page_url\":\"/\"}");

    assertThat(process(first)).isInstanceOf(Outcome.Enriched.class);
    assertThat(failureOf(with(first, "\"properties\":{}")).violations())
        .extracting(Violation::path)
        .containsExactly("/properties/page_url");
  }

  @Test
  void onePipelineServesManyThreads() {
    List<byte[]> events = SampleEvents.valid(5, 2000, Events.RECEIVED);
    EventPipeline pipeline = new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps());

    List<EnrichedEvent> parallel =
        events.parallelStream().map(event -> enriched(pipeline.process(event, CONTEXT))).toList();

    assertThat(parallel).isEqualTo(events.stream().map(event -> enriched(process(event))).toList());
  }

  @Test
  void enrichedEventsAreEqualByContent() {
    EnrichedEvent event = enriched(process(MINIMAL));

    assertThat(event)
        .isEqualTo(enriched(process(MINIMAL)))
        .hasSameHashCodeAs(enriched(process(MINIMAL)))
        .isNotEqualTo(enriched(process(MINIMAL.replace("\"u\"", "\"v\""))));
  }

  @Test
  void aFaultOfThePipelineIsAnOutcomeThatNamesTheExceptionAlone() {
    Outcome outcome = pipelineOf(MEBIBYTE).process(bytes(MINIMAL), null);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Rejected(new Failure.InternalError("java.lang.NullPointerException")));
  }

  @Test
  void aFaultOfThePipelineIsToldToItsListener() {
    // Given
    List<Throwable> told = new ArrayList<>();
    IllegalStateException fault = new IllegalStateException("on purpose");
    EventPipeline pipeline =
        new EventPipeline(
            EventLimits.DEFAULTS,
            Events.coreSteps(),
            (event, enriched) -> {
              throw fault;
            },
            new FaultListener() {
              @Override
              public void stepFailed(String step, RuntimeException stepFault) {
                told.add(stepFault);
              }

              @Override
              public void pipelineFailed(Throwable pipelineFault) {
                told.add(pipelineFault);
              }
            });

    // When
    pipeline.process(bytes(MINIMAL), CONTEXT);
    pipeline.process(bytes("{}"), CONTEXT);

    // Then
    assertThat(told).containsExactly(fault);
  }

  private static EventPipeline pipelineOf(int maxEnrichedBytes) {
    EventLimits d = EventLimits.DEFAULTS;
    return new EventPipeline(
        new EventLimits(
            d.maxEventBytes(), maxEnrichedBytes, d.maxDepth(), d.maxAhead(), d.maxBehind()),
        Events.coreSteps());
  }
}
