package com.ecompulse.pipeline.event;

import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.failureOf;
import static com.ecompulse.pipeline.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a dead letter says of its event: the tags and reasons are a contract. */
class FailureTest {
  private static final List<Failure> EACH =
      List.of(
          new Failure.NotJson(3),
          new Failure.NotAnObject(),
          new Failure.TooLarge("raw", 9, 8),
          new Failure.LargerThanItsTopic(9),
          new Failure.TooDeep(64),
          new Failure.InvalidEvent(oneViolation()),
          new Failure.ReservedMember(oneViolation()),
          new Failure.InternalError("a.B"));

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
  void everyTagAndReasonIsPartOfTheContract() {
    assertThat(EACH)
        .extracting(failure -> failure.tag() + ": " + failure.reason())
        .containsExactly(
            "not-json: The value is not one JSON text in UTF-8: see near byte 3.",
            "not-an-object: The value is JSON, but not an object.",
            "too-large: The raw event has 9 bytes, and 8 are allowed.",
            "too-large: The enriched event has 9 bytes, and its topic takes fewer.",
            "too-deep: The value is nested more than 64 levels deep.",
            "invalid-event: The event breaks 1 rule(s).",
            "reserved-member: The event brings the member enrichment, which is reserved.",
            "internal-error: The event could not be processed: a.B.");
  }

  @Test
  void noFailureIsMissingHere() {
    assertThat(EACH)
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(Failure.class.getPermittedSubclasses());
  }

  @Test
  void theTagsAreKnownBeforehand() {
    assertThat(EACH.stream().map(Failure::tag).distinct())
        .containsExactlyInAnyOrderElementsOf(Failure.TAGS);
  }

  @Test
  void aViolationTellsPathRuleAndMessage() {
    assertThat(failureOf(MINIMAL.replace("\"u\"", "7")).violations())
        .containsExactly(new Violation("/user_id", "string", "must be a string"));
  }

  private static List<Violation> oneViolation() {
    return List.of(new Violation("/user_id", "unique", "must be there once"));
  }
}
