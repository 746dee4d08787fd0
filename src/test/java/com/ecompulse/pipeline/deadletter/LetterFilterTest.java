package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LetterFilterTest {
  private static final Letter LETTER =
      LetterRecords.letter(
          LetterRecords.invalid(
              "u1", "{\"a\":{\"event_type\":\"x\"},\"event_type\":\"y\"}".getBytes(UTF_8)));

  @Test
  void withoutAnyWishEveryLetterMatches() {
    assertThat(LetterRecords.ANY.matches(LETTER)).isTrue();
    assertThat(LetterRecords.ANY.matches(foreign())).isTrue();
  }

  @Test
  void everyWishMustBeMet() {
    assertThat(filter("invalid-event", "y", "u1", "BREAKS 1").matches(LETTER)).isTrue();
    assertThat(filter("not-json", "y", "u1", "BREAKS 1").matches(LETTER)).isFalse();
    assertThat(filter("invalid-event", "x", "u1", "BREAKS 1").matches(LETTER)).isFalse();
    assertThat(filter("invalid-event", "y", "u", "BREAKS 1").matches(LETTER)).isFalse();
    assertThat(filter("invalid-event", "y", "u1", "breaks 2").matches(LETTER)).isFalse();
  }

  @Test
  void aRecordThatSomebodyElseWroteMatchesNoWishAndBreaksNothing() {
    assertThat(filter("invalid-event", null, null, null).matches(foreign())).isFalse();
    assertThat(filter(null, "y", null, null).matches(foreign())).isFalse();
    assertThat(filter(null, null, "u1", null).matches(foreign())).isFalse();
    assertThat(filter(null, null, null, "x").matches(foreign())).isFalse();
  }

  private static LetterFilter filter(String failure, String type, String user, String text) {
    return new LetterFilter(failure, type, user, null, null, text);
  }

  /** No headers, no key, no payload. */
  private static Letter foreign() {
    return new Letter(new ConsumerRecord<>("ecommerce-events-dlq", 0, 1, null, null));
  }
}
