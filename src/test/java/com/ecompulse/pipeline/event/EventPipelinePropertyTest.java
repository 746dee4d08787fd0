package com.ecompulse.pipeline.event;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.RECEIVED;
import static com.ecompulse.pipeline.event.Events.bytes;
import static com.ecompulse.pipeline.event.Events.enriched;
import static com.ecompulse.pipeline.event.Events.failureOf;
import static com.ecompulse.pipeline.event.Events.process;
import static com.ecompulse.pipeline.event.Events.tree;
import static com.ecompulse.pipeline.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EventPipelinePropertyTest {

  @Property(tries = 5000)
  void anyBytesHaveAnOutcome(@ForAll byte[] value) {
    assertThat(failureOf(value).tag()).isIn("not-json", "not-an-object", "invalid-event");
  }

  @Property(tries = 5000)
  void anyTokensOfJsonHaveAnOutcome(@ForAll("tokens") String value) {
    assertThat(failureOf(value).tag()).isNotEqualTo("internal-error");
  }

  @Property(tries = 5000)
  void anyDamageToAnEventHasAnOutcome(@ForAll("damaged") byte[] value) {
    Outcome outcome = process(value);

    String result =
        outcome.fold(enriched -> keeps(value, enriched.bytes()), Failure::tag, () -> "duplicate");
    assertThat(result).isNotEqualTo("internal-error").isNotEqualTo("changed");
  }

  @Property(tries = 1000)
  void theEnrichedEventIsTheEventAndItsEnrichment(@ForAll long seed) {
    byte[] event = SampleEvents.valid(seed, 1, RECEIVED).get(0);

    byte[] enriched = enriched(process(event)).bytes();

    assertThat(Arrays.copyOf(enriched, event.length - 1))
        .isEqualTo(Arrays.copyOf(event, event.length - 1));
    ObjectNode tree = tree(enriched);
    assertThat(tree.remove("enrichment").isObject()).isTrue();
    assertThat(tree).isEqualTo(tree(event));
  }

  @Property(tries = 500)
  void theHourOfProcessingHasNoPartInTheVerdict(
      @ForAll long seed, @ForAll long enrichedAtMillis, @ForAll long laterMillis) {
    EventPipeline pipeline = new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps());
    byte[] value = SampleEvents.mixed(seed, 1, 0.5, RECEIVED).get(0).value();

    assertThat(verdict(pipeline.process(value, enrichedAt(enrichedAtMillis))))
        .isEqualTo(verdict(pipeline.process(value, enrichedAt(laterMillis))));
  }

  @Property(tries = 500)
  void anyTimeOfReceiptHasAVerdict(@ForAll long receivedAtMillis) {
    EventPipeline pipeline = new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps());

    Outcome outcome =
        pipeline.process(bytes(MINIMAL), new EventContext(receivedAtMillis, 0, null, null));

    long aheadMillis = 1795421550123L - Math.max(receivedAtMillis, -(1L << 60));
    boolean isValid = aheadMillis <= 86_400_000L && aheadMillis >= -30 * 86_400_000L;
    assertThat(verdict(outcome)).isEqualTo(isValid ? "enriched" : "[/timestamp]");
  }

  @Property(tries = 500)
  void everyMissingMemberIsReported(@ForAll("requiredMembers") List<KnownMember> missing) {
    ObjectNode event = tree(bytes(MINIMAL));
    missing.forEach(member -> event.remove(member.memberName()));

    Outcome outcome = process(event.toString());

    List<String> paths = missing.stream().sorted().map(KnownMember::pointer).toList();
    assertThat(verdict(outcome)).isEqualTo(paths.isEmpty() ? "enriched" : paths.toString());
  }

  @Property(tries = 100)
  void depthIsLimitedWhereverItIs(
      @ForAll @IntRange(min = 1, max = 400) int levels, @ForAll("holders") String holder) {
    String open = holder + "[".repeat(levels);

    Outcome outcome = process(with(MINIMAL, open + "]".repeat(levels) + closing(holder)));

    int depth = 1 + levels + closing(holder).length();
    assertThat(verdict(outcome)).isEqualTo(depth <= 64 ? "enriched" : "too-deep");
  }

  @Property(tries = 200)
  void aNumberOfAnyLengthIsJson(
      @ForAll @IntRange(min = 1, max = 20_000) int digits, @ForAll("holders") String holder) {
    String number = "7".repeat(digits) + "." + "3".repeat(digits) + "e-" + "9".repeat(digits);

    assertThat(verdict(process(with(MINIMAL, holder + number + closing(holder)))))
        .isEqualTo("enriched");
  }

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"a\"",
            "1",
            "-",
            "0.5",
            "null",
            "true",
            "\\",
            "\"enrichment\"",
            "\"event_id\"",
            " ",
            "\n",
            "e9",
            "\"\\ud83d\"",
            "é",
            "\"properties\"")
        .list()
        .ofMaxSize(20)
        .map(tokens -> String.join("", tokens));
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(1, 4))
        .as(EventPipelinePropertyTest::damaged);
  }

  @Provide
  Arbitrary<List<KnownMember>> requiredMembers() {
    return Arbitraries.of(
            KnownMember.EVENT_ID,
            KnownMember.EVENT_TYPE,
            KnownMember.TIMESTAMP,
            KnownMember.USER_ID,
            KnownMember.SESSION_ID)
        .list()
        .uniqueElements();
  }

  @Provide
  Arbitrary<String> holders() {
    return Arbitraries.of(
        "\"any\":",
        "\"metadata\":{\"a\":",
        "\"properties\":{\"a\":",
        "\"properties\":{\"price\":",
        "\"properties\":{\"a\":{\"b\":");
  }

  private static String closing(String holder) {
    return "}".repeat((int) holder.chars().filter(c -> c == '{').count());
  }

  /** Flips, cuts off, inserts and doubles bytes of an event. */
  private static byte[] damaged(long seed, int times) {
    Random random = new Random(seed);
    byte[] value = SampleEvents.valid(seed, 1, RECEIVED).get(0);
    for (int i = 0; i < times && value.length > 0; i++) {
      int at = random.nextInt(value.length);
      value =
          switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(value, at);
            case 1, 2 -> spliced(value, at, new byte[] {(byte) random.nextInt()}, at);
            case 3 -> spliced(value, at, Arrays.copyOfRange(value, at, value.length), at);
            case 4 -> spliced(value, at, new byte[0], Math.min(value.length, at + 1));
            default -> spliced(value, at, new byte[] {(byte) random.nextInt()}, at + 1);
          };
    }
    return value;
  }

  private static byte[] spliced(byte[] value, int at, byte[] inserted, int goOnAt) {
    byte[] result = new byte[at + inserted.length + value.length - goOnAt];
    System.arraycopy(value, 0, result, 0, at);
    System.arraycopy(inserted, 0, result, at, inserted.length);
    System.arraycopy(value, goOnAt, result, at + inserted.length, value.length - goOnAt);
    return result;
  }

  private static String keeps(byte[] value, byte[] enriched) {
    String original = new String(value, java.nio.charset.StandardCharsets.UTF_8).strip();
    ObjectNode tree = tree(enriched);
    tree.remove("enrichment");
    return tree.equals(tree(original)) ? "kept" : "changed";
  }

  private static EventContext enrichedAt(long millis) {
    return new EventContext(CONTEXT.receivedAtMillis(), millis, null, null);
  }

  private static String verdict(Outcome outcome) {
    return outcome.fold(
        enriched -> "enriched",
        failure ->
            failure.violations().isEmpty()
                ? failure.tag()
                : failure.violations().stream().map(Violation::path).toList().toString(),
        () -> "duplicate");
  }
}
