package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayRequestReaderTest {
  private final ReplayRequestReader reader = new ReplayRequestReader();

  @Test
  void aCorrectedPayloadIsKeptByteForByte() {
    // Given
    String payload = "{ \"price\": 1.1000, \"name\": \"é\\u00e9\",\"n\":12345678901234567890 }";

    // When
    ReplayRequest request =
        read("{\"letters\":[{\"payload\":%s,\"partition\":0,\"offset\":12}]}".formatted(payload));

    // Then
    assertThat(request.letters().get(new Place(0, 12))).isEqualTo(payload.getBytes(UTF_8));
  }

  @Test
  void whiteSpaceMayFollowWhateverNamesAPayloadHas() {
    String payload = "{\"" + "n".repeat(65) + "\":1}";

    assertThat(
            read("{\"letters\":[{\"partition\":0,\"offset\":12,\"payload\":%s}]} \r\n\t"
                    .formatted(payload))
                .letters()
                .get(new Place(0, 12)))
        .isEqualTo(payload.getBytes(UTF_8));
  }

  /** Python writes such a name, and Jackson's parser of bytes does not read it. */
  @Test
  void aPayloadsNamesMaySpellAnyCharacterWithEscapes() {
    String payload = "{\"café\":1,\"\\ud83d\\ude00\":1}";

    assertThat(
            read("{\"letters\":[{\"partition\":0,\"offset\":12,\"payload\":%s}]}"
                    .formatted(payload))
                .letters()
                .get(new Place(0, 12)))
        .isEqualTo(payload.getBytes(UTF_8));
  }

  @Test
  void aLetterWithoutAPayloadIsReplayedAsItIs() {
    assertThat(read("{\"letters\":[{\"partition\":1,\"offset\":2,\"payload\":null}]}").letters())
        .containsEntry(new Place(1, 2), null);
  }

  @Test
  void aFilterAndADryRunAreRead() {
    assertThat(
            read(
                "{\"filter\":{\"failure\":\"f\",\"from\":\"2026-11-23T00:00:00Z\"},\"dryRun\":true}"))
        .isEqualTo(
            new ReplayRequest(
                null,
                new LetterFilter(
                    "f", null, null, Instant.parse("2026-11-23T00:00:00Z"), null, null),
                true));
  }

  @Test
  void aFilterHasTheMembersOfAQuery() {
    assertThat(
            read("{\"filter\":{\"event_type\":\"\",\"user_id\":\"u\",\"text\":\"rule\","
                    + "\"failure\":null,\"from\":null,\"to\":\"2026-11-23T01:00+01:00\"}}")
                .filter())
        .isEqualTo(
            new LetterFilter(null, "", "u", null, Instant.parse("2026-11-23T00:00:00Z"), "rule"));
  }

  @Test
  void allTheTimesOfFourDigitYearsThatKafkaKnowsAreTaken() {
    assertThat(
            read("{\"filter\":{\"from\":\"1970-01-01T00:00:00Z\",\"to\":\"9999-12-31T23:59:59.999Z\"}}")
                .filter())
        .isEqualTo(LetterFilter.between(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"filter\":{}",
        "{\"filter\":{}}{}",
        "{\"filter\":null}",
        "{\"filter\":{\"typo\":1}}",
        "{\"filter\":{\"from\":\"yesterday\"}}",
        "{\"filter\":{\"from\":\"\"}}",
        "{\"filter\":{\"to\":\" \"}}",
        "{\"filter\":{\"from\":\"0001-01-01T00:00:00Z\"}}",
        "{\"filter\":{\"from\":\"1969-12-31T23:59:59.999Z\"}}",
        "{\"filter\":{\"from\":\"1970-01-01T00:00:00+01:00\"}}",
        "{\"filter\":{\"to\":\"1969-12-31T00:00:00Z\"}}",
        "{\"filter\":{\"to\":\"+10000-01-01T00:00:00Z\"}}",
        "{\"filter\":{\"to\":\"+292278995-01-01T00:00:00Z\"}}",
        "{\"filter\":{\"from\":1795392000}}",
        "{\"filter\":{\"from\":\"1795392000\"}}",
        "{\"filter\":{\"failure\":\"invalid-event\",\"text\":\"\"}}",
        "{\"filter\":{\"text\":\" \"}}",
        "{\"filter\":{\"text\":1}}",
        "{\"filter\":{\"failure\":true}}",
        "{\"filter\":{\"failure\":{}}}",
        "{\"filter\":{\"Failure\":\"invalid-event\"}}",
        "{\"filter\":{\"failure\":\"invalid-event\",\"failure\":null}}",
        "{\"filter\":{\"failure\":\"invalid-event\"",
        "{\"filter\":{\"failure\":\"invalid-event\"]}",
        "{\"filter\":{},\"letters\":[{\"partition\":0,\"offset\":1}]}",
        "{\"filter\":{},\"dryRun\":\"yes\"}",
        "{\"filter\":{},\"dryRun\":true,\"dryRun\":false}",
        "{\"filter\":{},\"filter\":{}}",
        "{\"filter\":{},\"dry_run\":true}",
        "{\"letters\":[]}",
        "{\"letters\":{}}",
        "{\"letters\":[7]}",
        "{\"letters\":[{\"partition\":0}]}",
        "{\"letters\":[{\"partition\":0,\"offset\":\"1\"}]}",
        "{\"letters\":[{\"partition\":0,\"offset\":1.5}]}",
        "{\"letters\":[{\"partition\":0,\"offset\":-1}]}",
        "{\"letters\":[{\"partition\":0,\"offset\":99999999999999999999}]}",
        "{\"letters\":[{\"partition\":0,\"offset\":1,\"paylod\":{}}]}",
        "{\"letters\":[{\"partition\":0,\"offset\":1,\"offset\":2}]}",
        "{\"letters\":[{\"partition\":0,\"partition\":0,\"offset\":1}]}",
        "{\"letters\":[{\"partition\":0,\"offset\":1,\"payload\":{},\"payload\":null}]}",
        "{\"letters\":[{\"partition\":0,\"offset\":1}],\"letters\":[{\"partition\":0,\"offset\":2}]}",
        "{\"letters\":[{\"partition\":0,\"offset\":1},{\"offset\":1,\"partition\":0}]}"
      })
  void whatIsNoOrderIsRefused(String body) {
    assertThatExceptionOfType(OperatorProblem.class)
        .isThrownBy(() -> read(body))
        .extracting(problem -> problem.getResponse().getStatus())
        .isEqualTo(400);
  }

  /**
   * Where a payload lies in it is counted in bytes of UTF-8, and another place would be cut out.
   */
  @Test
  void aBodyInAnotherEncodingThanUtf8IsRefused() {
    String order = "{\"letters\":[{\"partition\":0,\"offset\":12,\"payload\":{\"a\":1}}]}";

    for (Charset other : List.of(UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE"))) {
      assertThatExceptionOfType(OperatorProblem.class)
          .as(other.name())
          .isThrownBy(() -> reader.read(order.getBytes(other)))
          .extracting(problem -> problem.getResponse().getStatus())
          .isEqualTo(400);
    }
  }

  @Test
  void tooManyLettersAndTooLargeAPayloadAreRefused() {
    String letters = "{\"partition\":0,\"offset\":%d}";
    StringBuilder many = new StringBuilder(letters.formatted(0));
    for (int i = 1; i <= 500; i++) {
      many.append(',').append(letters.formatted(i));
    }

    assertThatExceptionOfType(OperatorProblem.class)
        .isThrownBy(() -> read("{\"letters\":[" + many + "]}"))
        .extracting(problem -> problem.getResponse().getStatus())
        .isEqualTo(413);
    assertThatExceptionOfType(OperatorProblem.class)
        .isThrownBy(
            () ->
                read(
                    "{\"letters\":[{\"partition\":0,\"offset\":1,\"payload\":\"%s\"}]}"
                        .formatted("x".repeat(1 << 20))))
        .extracting(problem -> problem.getResponse().getStatus())
        .isEqualTo(413);
  }

  private ReplayRequest read(String body) {
    return reader.read(body.getBytes(UTF_8));
  }
}
