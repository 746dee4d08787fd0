package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.event.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/** A time as the number of seconds or milliseconds since 1970. */
final class EpochTime {
  /** As seconds the year 5138, as milliseconds March 1973: no event is of either. */
  private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

  /** The end of the year 9999: ISO 8601 has four digits for it. */
  private static final BigDecimal LAST_MILLIS = BigDecimal.valueOf(253_402_300_799_999L);

  private static final int MAX_DIGITS = 32;

  private EpochTime() {}

  /**
   * @param number a JSON number
   * @return ISO 8601 in UTC, what is finer than milliseconds cut off; empty for a time out of range
   */
  static Optional<String> iso(String number) {
    return millis(number).map(millis -> Instant.ofEpochMilli(millis).toString());
  }

  /**
   * @param number a JSON number
   * @return epoch milliseconds, what is finer cut off; empty for a time out of range
   */
  static Optional<Long> millis(String number) {
    return Decimals.bounded(number, MAX_DIGITS)
        .map(value -> value.compareTo(FIRST_MILLIS) < 0 ? value.movePointRight(3) : value)
        .filter(millis -> millis.signum() >= 0 && millis.compareTo(LAST_MILLIS) <= 0)
        .map(millis -> millis.setScale(0, RoundingMode.DOWN).longValue());
  }
}
