package com.ecompulse.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1969-12-31T23:59:59.999Z, -1",
    "1969-12-31T23:59:59.9999Z, -1",
    "2026-11-23T08:12:30.123Z, 1795421550123",
    "2026-11-23T08:12:30.123456789Z, 1795421550123",
    "2026-11-23T08:12:30.1Z, 1795421550100",
    "2026-11-23T10:12:30+02:00, 1795421550000",
    "2026-11-22T14:12:30-18:00, 1795421550000",
    "2026-11-23T08:12:30-00:00, 1795421550000",
    "2024-02-29T00:00:00Z, 1709164800000",
    "0000-01-01T00:00:00Z, -62167219200000",
    "9999-12-31T23:59:59Z, 253402300799000"
  })
  void aDateTimeIsItsEpochMilliseconds(String text, long millis) {
    assertThat(Timestamp.epochMillis(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-11-23",
        "2026-11-23T08:12Z",
        "2026-11-23T08:12:30",
        "2026-11-23T08:12:30.Z",
        "2026-11-23T08:12:30.",
        "2026-11-23T08:12:30.123",
        "2026-11-23T08:12:30.1234567890Z",
        "2026-11-23T08:12:60Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23t08:12:30Z",
        "2026-11-23T08:12:30z",
        "2026-11-23 08:12:30Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-11-23T08:12:30+18:01",
        "2026-11-23T08:12:30+19:00",
        "2026-11-23T08:12:30+01:60",
        "2026-11-23T08:12:30+0100",
        "2026-11-23T08:12:30+01",
        "2026-11-23T08:12:30+01:00:00",
        "2026-11-23T08:12:30ZZ",
        "12026-11-23T08:12:30Z",
        "+2026-11-23T08:12:30Z",
        "2026-11-23T08:12:30,5Z",
        "-026-11-23T08:12:30Z",
        "20-6-11-23T08:12:30Z",
        "2026-11-23T08:12:3\u0660Z",
        "2026-11-23T08:12:30\u2212",
        " 2026-11-23T08:12:30Z",
        "2026-11-23T08:12:30Z "
      })
  void whatIsOutsideTheProfileIsInvalid(String text) {
    assertThat(Timestamp.epochMillis(text)).isEqualTo(Timestamp.INVALID);
  }

  @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
  void everyDateTimeIsReadAsJavaTimeReadsIt(@ForAll("dateTimes") String text) {
    long expected;
    try {
      expected = OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      expected = Timestamp.INVALID;
    }

    assertThat(Timestamp.epochMillis(text)).isEqualTo(expected);
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void everyOtherTextIsRefusedWithoutAnError(@ForAll("mutilated") String text) {
    long millis = Timestamp.epochMillis(text);

    if (millis != Timestamp.INVALID) {
      assertThat(OffsetDateTime.parse(text).toInstant().toEpochMilli()).isEqualTo(millis);
    }
    assertThat(millis).isLessThan(253_402_300_800_000L + 18 * 3_600_000);
  }

  /** Of the profile's form, with fields that are sometimes out of range. */
  @Provide
  Arbitrary<String> dateTimes() {
    return Combinators.combine(
            field(4, 9999),
            field(2, 13),
            field(2, 32),
            field(2, 24),
            field(2, 60),
            field(2, 60),
            Arbitraries.strings()
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(9)
                .map(f -> "." + f)
                .injectDuplicates(0.1),
            zones())
        .as(
            (year, month, day, hour, minute, second, fraction, zone) ->
                year
                    + "-"
                    + month
                    + "-"
                    + day
                    + "T"
                    + hour
                    + ":"
                    + minute
                    + ":"
                    + second
                    + (second.endsWith("7") ? "" : fraction)
                    + zone);
  }

  @Provide
  Arbitrary<String> mutilated() {
    return Combinators.combine(
            dateTimes(), Arbitraries.integers().between(0, 25), Arbitraries.chars().ascii())
        .as(
            (text, at, c) -> {
              int index = Math.min(at, text.length());
              return text.substring(0, index)
                  + c
                  + text.substring(Math.min(index + 1, text.length()));
            });
  }

  private static Arbitrary<String> field(int digits, int max) {
    return Arbitraries.integers()
        .between(0, max)
        .map(value -> ("%0" + digits + "d").formatted(value));
  }

  private static Arbitrary<String> zones() {
    Arbitrary<String> offsets =
        Arbitraries.integers()
            .between(-18 * 60, 18 * 60)
            .map(minutes -> ZoneOffset.ofTotalSeconds(minutes * 60).getId());
    return Arbitraries.oneOf(offsets, Arbitraries.of("Z", "-00:00", "+00:00"));
  }
}
