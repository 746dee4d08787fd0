package com.ecompulse.pipeline.event;

import static com.ecompulse.pipeline.event.Events.failureOf;
import static com.ecompulse.pipeline.event.Events.fixtures;
import static com.ecompulse.pipeline.event.Events.process;
import static com.ecompulse.pipeline.event.Events.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventFixturesTest {

  static List<Path> valid() {
    return fixtures("valid");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void everyValidFixtureIsEnriched(Path fixture) {
    assertThat(process(read(fixture))).isInstanceOf(Outcome.Enriched.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200-levels.json                          | too-deep        |
          65-levels.json                           | too-deep        |
          deep-array.json                          | too-deep        |
          array.json                               | not-an-object   |
          boolean.json                             | not-an-object   |
          null.json                                | not-an-object   |
          number.json                              | not-an-object   |
          string.json                              | not-an-object   |
          beyond-unicode.bin                       | not-json        |
          blank.json                               | not-json        |
          comment.json                             | not-json        |
          empty.json                               | not-json        |
          latin-1.bin                              | not-json        |
          leading-zero.json                        | not-json        |
          member-without-value.json                | not-json        |
          not-a-number.json                        | not-json        |
          nul-in-a-string.bin                      | not-json        |
          nul.bin                                  | not-json        |
          overlong-utf-8.bin                       | not-json        |
          single-quotes.json                       | not-json        |
          surrogate-as-utf-8.bin                   | not-json        |
          trailing-brace.json                      | not-json        |
          trailing-comma.json                      | not-json        |
          truncated.json                           | not-json        |
          two-byte-order-marks.bin                 | not-json        |
          two-events.json                          | not-json        |
          utf-16-with-mark.bin                     | not-json        |
          utf-16.bin                               | not-json        |
          utf-32.bin                               | not-json        |
          enrichment.json                          | reserved-member | /enrichment reserved
          enrichment-null.json                     | reserved-member | /enrichment reserved
          enrichment-escaped.json                  | reserved-member | /enrichment reserved
          enrichment-and-no-user.json              | reserved-member | /user_id required, /enrichment reserved
          129-characters.json                      | invalid-event   | /event_id max-length
          duplicate-user.json                      | invalid-event   | /user_id unique
          duplicate-user-escaped.json              | invalid-event   | /user_id unique
          empty-strings.json                       | invalid-event   | /event_id non-empty, /event_type event-type, /timestamp date-time, /user_id non-empty, /session_id non-empty
          event-type-too-long.json                 | invalid-event   | /event_type event-type
          event-type-upper-case.json               | invalid-event   | /event_type event-type
          leap-second.json                         | invalid-event   | /timestamp date-time
          lone-low-surrogate.json                  | invalid-event   | /session_id unicode
          lone-surrogate.json                      | invalid-event   | /user_id unicode
          lower-case-z.json                        | invalid-event   | /timestamp date-time
          no-members.json                          | invalid-event   | /event_id required, /event_type required, /timestamp required, /user_id required, /session_id required
          no-offset.json                           | invalid-event   | /timestamp date-time
          no-such-day.json                         | invalid-event   | /timestamp date-time
          null-members.json                        | invalid-event   | /event_id required, /event_type required, /timestamp required, /user_id required, /session_id required
          page-view-without-url.json               | invalid-event   | /properties/page_url required
          product-view-of-nothing.json             | invalid-event   | /properties/product_id non-empty, /properties/price non-negative, /properties/quantity number
          properties-then-null.json                | invalid-event   | /properties/order_id required
          purchase-below-zero.json                 | invalid-event   | /properties/order_id string, /properties/total_amount non-negative
          remove-from-cart-without-properties.json | invalid-event   | /properties/product_id required
          wrong-kinds.json                         | invalid-event   | /event_id string, /event_type string, /timestamp string, /user_id string, /session_id string, /source string, /properties object, /metadata object
          year-1970.json                           | invalid-event   | /timestamp not-too-far-behind
          year-9999.json                           | invalid-event   | /timestamp not-too-far-ahead
          """)
  void everyInvalidFixtureIsRejectedWithAllItsViolations(
      String fixture, String tag, String violations) {
    Failure failure = failureOf(read(Path.of("src/test/resources/events/invalid", fixture)));

    assertThat(failure.tag()).isEqualTo(tag);
    assertThat(failure.violations().stream().map(v -> v.path() + " " + v.rule()))
        .containsExactly(violations == null ? new String[0] : violations.split(", "));
  }

  @Test
  void everyInvalidFixtureStandsInTheTable() throws NoSuchMethodException {
    String table =
        EventFixturesTest.class
            .getDeclaredMethod(
                "everyInvalidFixtureIsRejectedWithAllItsViolations",
                String.class,
                String.class,
                String.class)
            .getAnnotation(CsvSource.class)
            .textBlock();

    Stream<String> listed = Arrays.stream(table.split("\n")).map(row -> row.split(" ")[0]);
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            fixtures("invalid").stream().map(path -> path.getFileName().toString()).toList());
  }
}
