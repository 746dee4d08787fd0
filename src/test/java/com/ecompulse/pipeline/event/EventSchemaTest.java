package com.ecompulse.pipeline.event;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.ENRICHED;
import static com.ecompulse.pipeline.event.Events.RECEIVED;
import static com.ecompulse.pipeline.event.Events.enriched;
import static com.ecompulse.pipeline.event.Events.fixtures;
import static com.ecompulse.pipeline.event.Events.json;
import static com.ecompulse.pipeline.event.Events.process;
import static com.ecompulse.pipeline.event.Events.read;
import static com.ecompulse.pipeline.event.Events.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The published schema and the hand-written validator say the same. */
class EventSchemaTest {

  /** What a schema cannot say: these fixtures are whole objects, and invalid all the same. */
  private static final Set<String> BEYOND_A_SCHEMA =
      Set.of(
          "duplicate-user.json", "duplicate-user-escaped.json", "year-1970.json", "year-9999.json");

  private static final JsonSchema EVENT = schema("event.schema.json");
  private static final JsonSchema ENRICHED_EVENT = schema("enriched-event.schema.json");

  /** The widest window there is: the schema knows no receipt. */
  private static final EventLimits TIMELESS =
      new EventLimits(1 << 20, 2 << 20, 64, Duration.ofDays(3_660_000), Duration.ofDays(3_660_000));

  private final EventPipeline timeless = new EventPipeline(TIMELESS, Events.coreSteps());

  @Example
  void theSchemaTakesEveryValidFixture() {
    assertThat(fixtures("valid"))
        .allSatisfy(fixture -> assertThat(EVENT.validate(tree(withoutMark(fixture)))).isEmpty());
  }

  @Example
  void theSchemaRefusesEveryInvalidFixtureThatIsAnObject() {
    List<Path> objects =
        fixtures("invalid").stream()
            .filter(fixture -> !BEYOND_A_SCHEMA.contains(fixture.getFileName().toString()))
            .filter(fixture -> isJudgedByRules(read(fixture)))
            .toList();

    assertThat(objects)
        .hasSizeGreaterThan(20)
        .allSatisfy(fixture -> assertThat(EVENT.validate(tree(read(fixture)))).isNotEmpty());
  }

  @Property(tries = 3000)
  void theSchemaAndTheValidatorAgreeOnEveryMutatedEvent(
      @ForAll("events") ObjectNode event, @ForAll("mutations") List<Mutation> mutations) {
    mutations.forEach(mutation -> mutation.apply(event));

    assertAgreed(json(event));
  }

  @Property(tries = 1000)
  void theyAgreeThatOfTwoMembersOfANameTheLastCounts(
      @ForAll("events") ObjectNode event, @ForAll("membersWithMembers") String second) {
    assertAgreed(Events.with(json(event), second));
  }

  private void assertAgreed(String event) {
    Outcome outcome = timeless.process(Events.bytes(event), CONTEXT);

    boolean isValid = outcome.fold(enriched -> true, failure -> false, () -> false);
    assertThat(EVENT.validate(tree(event)).isEmpty()).as(event).isEqualTo(isValid);
  }

  @Property(tries = 300)
  void everyEnrichedEventFitsItsSchema(@ForAll long seed) {
    assertThat(SampleEvents.valid(seed, 5, RECEIVED))
        .allSatisfy(
            event -> {
              ObjectNode enriched = tree(enriched(process(event)).bytes());
              assertThat(ENRICHED_EVENT.validate(enriched)).isEmpty();
            });
  }

  @Example
  void everyEnrichedFixtureFitsItsSchema() {
    assertThat(fixtures("valid"))
        .allSatisfy(
            fixture -> {
              ObjectNode enriched = tree(enriched(process(read(fixture))).bytes());
              assertThat(ENRICHED_EVENT.validate(enriched)).isEmpty();
            });
  }

  @Provide
  Arbitrary<ObjectNode> events() {
    return Arbitraries.longs().map(seed -> tree(SampleEvents.valid(seed, 1, ENRICHED).get(0)));
  }

  @Provide
  Arbitrary<String> membersWithMembers() {
    return Combinators.combine(
            Arbitraries.of(KnownMember.PROPERTIES, KnownMember.METADATA), Arbitraries.of(VALUES))
        .as((member, value) -> '"' + member.memberName() + "\":" + value);
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    Arbitrary<KnownMember> members = Arbitraries.of(KnownMember.class);
    Arbitrary<String> values = Arbitraries.oneOf(Arbitraries.of(VALUES), timestamps(), strings());
    return members
        .flatMap(member -> values.injectNull(0.1).map(value -> Tuple.of(member, value)))
        .map(tuple -> new Mutation(tuple.get1(), tuple.get2()))
        .list()
        .ofMaxSize(3);
  }

  private static Arbitrary<String> timestamps() {
    return Arbitraries.strings()
        .withChars("0123456789:.+-TZtz")
        .ofMaxLength(6)
        .map(end -> "\"2026-02-28T23:59:5" + end + '"');
  }

  private static Arbitrary<String> strings() {
    return Arbitraries.strings().alpha().numeric().ofMaxLength(140).map(text -> '"' + text + '"');
  }

  private static final List<String> VALUES =
      Stream.of(
              "null true false 0 -0 -0.0e5 -1 -1e-400 7 1.50 1e400 123456789012345678901234567890",
              "{} [] [1] {\"a\":1} \"\" \"x\" \"user_login\" \"page_view\" \"purchase\" \"Page\"",
              "\"add_to_cart\" \"9lives\" \"a-b\" \"a_9\\n\" \"\\ud83d\" \"\\ude00\\ud83d\"",
              "\"\\ud83d\\ude00\" \"12\" \"\\u0000\" \"2026-11-23T08:12:30Z\"",
              "\"2026-11-23t08:12:30Z\" \"2024-02-29T00:00:00Z\" \"2023-02-29T00:00:00Z\"",
              "\"0000-01-01T00:00:00+18:00\" \"9999-12-31T23:59:59.999999999-18:00\"",
              "\"2026-11-23T08:12:60Z\" \"2026-11-23T08:12:30+18:01\""
                  + " \"2026-11-23T08:12:30-00:00\"",
              "\"2026-11-23T24:00:00Z\" \"2026-11-23T08:12:30.1234567891Z\" \"2026-11-23T08:12Z\"",
              "\"2026-11-23T23:59:60Z\" \"2026-13-01T00:00:00Z\" \"2026-00-10T00:00:00Z\"")
          .flatMap(line -> Stream.of(line.split(" ")))
          .toList();

  /** One known member set to a JSON text, or taken away where the text is null. */
  record Mutation(KnownMember member, String json) {
    void apply(ObjectNode event) {
      JsonNode target =
          member.pointer().startsWith("/properties/") ? event.get("properties") : event;
      if (!(target instanceof ObjectNode object)) {
        return;
      }
      if (json == null) {
        object.remove(member.memberName());
      } else {
        object.set(member.memberName(), tree(json));
      }
    }
  }

  private static boolean isJudgedByRules(byte[] value) {
    String tag = Events.failureOf(value).tag();
    return tag.equals("invalid-event") || tag.equals("reserved-member");
  }

  private static byte[] withoutMark(Path fixture) {
    String text = new String(read(fixture), StandardCharsets.UTF_8);
    return Events.bytes(text.replace("\uFEFF", ""));
  }

  private static JsonSchema schema(String name) {
    try (InputStream in = EventSchemaTest.class.getResourceAsStream("/schemas/" + name)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(
              in,
              com.networknt.schema.SchemaValidatorsConfig.builder()
                  .formatAssertionsEnabled(true)
                  .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
