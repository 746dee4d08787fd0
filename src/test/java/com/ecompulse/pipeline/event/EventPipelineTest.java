package com.ecompulse.pipeline.event;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.bytes;
import static com.ecompulse.pipeline.event.Events.enriched;
import static com.ecompulse.pipeline.event.Events.failureOf;
import static com.ecompulse.pipeline.event.Events.process;
import static com.ecompulse.pipeline.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  void anEnrichedEventTellsItsTypeAndItsOwnTime() {
    EnrichedEvent event = enriched(process(MINIMAL));

    assertThat(event.eventType()).isEqualTo("custom");
    assertThat(Instant.ofEpochMilli(event.occurredAtMillis()))
        .isEqualTo("2026-11-23T08:12:30.123Z");
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
  void theReasonTellsWhereReadingEnded() {
    assertThat(failureOf("  {\"a\":1,}").reason())
        .isEqualTo("The value is not one JSON text in UTF-8: see near byte 9.");
    assertThat(failureOf("{\"name\":\"Zo\u00EB\"}".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(new Failure.NotJson(11));
  }

  @Test
  void noFailureTellsAValue() {
    String secret = "s3cret";
    List<String> values =
        List.of(
            "{\"" + secret + "\":" + secret,
            "\"" + secret + "\"",
            with(MINIMAL, "\"enrichment\":\"" + secret + "\""),
            MINIMAL.replace("2026", secret),
            MINIMAL.replace("custom", secret.toUpperCase()));

    assertThat(values)
        .extracting(Events::failureOf)
        .allSatisfy(
            failure ->
                assertThat(failure + failure.reason() + failure.violations())
                    .doesNotContainIgnoringCase(secret));
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
  void aNameOfAnyLengthIsJson() {
    String name = "n".repeat(200_000);

    assertThat(process(with(MINIMAL, "\"" + name + "\":1"))).isInstanceOf(Outcome.Enriched.class);
    assertThat(process(with(MINIMAL, "\"a\":{\"" + name + "\":[{}]}")))
        .isInstanceOf(Outcome.Enriched.class);
    assertThat(process("[{\"" + name + "\":1}]"))
        .isEqualTo(new Outcome.Rejected(new Failure.NotAnObject()));
  }

  @Test
  void longNamesAreNotKeptInMemory() {
    long before = usedAfterGarbageCollection();

    for (int i = 0; i < 200; i++) {
      process(with(MINIMAL, "\"" + i + "n".repeat(200_000) + "\":1"));
    }

    assertThat(usedAfterGarbageCollection() - before).isLessThan(20 * MEBIBYTE);
  }

  @Test
  void namesThatShareAHashAreJson() {
    String names =
        collidingNames(5000).map(name -> "\"" + name + "\":0").collect(Collectors.joining(","));

    assertThat(process(with(MINIMAL, names))).isInstanceOf(Outcome.Enriched.class);
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
  void anyNumberOfNamesIsJson() {
    String names =
        IntStream.range(0, 80_000)
            .mapToObj(i -> "\"" + i + "\":0")
            .collect(Collectors.joining(","));

    assertThat(process(with(MINIMAL, names))).isInstanceOf(Outcome.Enriched.class);
  }

  @Test
  void aNameWithEscapedSurrogatesIsJson() {
    String name = "\\ud83d\\ude00";

    assertThat(process(with(MINIMAL, "\"" + name + "\":1"))).isInstanceOf(Outcome.Enriched.class);
    assertThat(failureOf(with(MINIMAL, "\"" + name + "\":")).tag()).isEqualTo("not-json");
    assertThat(failureOf(with(MINIMAL, "\"" + name + "\":" + "[".repeat(64) + "]".repeat(64))))
        .isEqualTo(new Failure.TooDeep(64));
    assertThat(failureOf("[{\"" + name + "\":1}]")).isEqualTo(new Failure.NotAnObject());
    assertThat(failureOf(with(MINIMAL, "\"" + name + "\":1") + "1").tag()).isEqualTo("not-json");
  }

  @Test
  void onePipelineServesManyThreads() {
    List<byte[]> events = SampleEvents.valid(5, 2000, Events.RECEIVED);
    EventPipeline pipeline = new EventPipeline(EventLimits.DEFAULTS, Enrichments.all());

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
  void everyTagAndReasonIsPartOfTheContract() {
    assertThat(
            List.of(
                new Failure.NotJson(3),
                new Failure.NotAnObject(),
                new Failure.LargerThanItsTopic(9),
                new Failure.TooDeep(64),
                new Failure.InvalidEvent(oneViolation()),
                new Failure.ReservedMember(oneViolation()),
                new Failure.InternalError("a.B")))
        .extracting(failure -> failure.tag() + ": " + failure.reason())
        .containsExactly(
            "not-json: The value is not one JSON text in UTF-8: see near byte 3.",
            "not-an-object: The value is JSON, but not an object.",
            "too-large: The enriched event has 9 bytes, and its topic takes fewer.",
            "too-deep: The value is nested more than 64 levels deep.",
            "invalid-event: The event breaks 1 rule(s).",
            "reserved-member: The event brings the member enrichment, which is reserved.",
            "internal-error: The event could not be processed: a.B.");
  }

  @Test
  void aViolationTellsPathRuleAndMessage() {
    assertThat(failureOf(MINIMAL.replace("\"u\"", "7")).violations())
        .containsExactly(new Violation("/user_id", "string", "must be a string"));
  }

  private static long usedAfterGarbageCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /**
   * Names of eight ASCII characters that Jackson's table of names gives one hash, whatever its
   * seed: it mixes the seed in only after the two halves, of which one can be solved for the other.
   */
  private static Stream<String> collidingNames(int count) {
    Random random = new Random(1);
    return Stream.generate(() -> letters(random.nextInt()))
        .map(EventPipelineTest::collidingName)
        .filter(name -> name.chars().allMatch(c -> c > '#' && c < 127 && c != '\\'))
        .distinct()
        .limit(count);
  }

  private static String collidingName(int second) {
    int mixed = 0x61626364 - second * 33;
    int sum = mixed ^ mixed >>> 9 ^ mixed >>> 18 ^ mixed >>> 27;
    int first = sum - (sum - (sum - (sum >>> 15) >>> 15) >>> 15);
    byte[] name = ByteBuffer.allocate(8).putInt(first).putInt(second).array();
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  /** Four characters, from @ on, as one number. */
  private static int letters(int random) {
    return (random & 0x3F3F3F3F) + 0x40404040;
  }

  private static EventPipeline pipelineOf(int maxEnrichedBytes) {
    EventLimits d = EventLimits.DEFAULTS;
    return new EventPipeline(
        new EventLimits(
            d.maxEventBytes(), maxEnrichedBytes, d.maxDepth(), d.maxAhead(), d.maxBehind()),
        Enrichments.all());
  }

  private static List<Violation> oneViolation() {
    return List.of(new Violation("/user_id", "unique", "must be there once"));
  }
}
