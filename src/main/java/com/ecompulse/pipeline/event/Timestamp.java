package com.ecompulse.pipeline.event;

/**
 * The profile of RFC 3339 that events write their time in: {@code YYYY-MM-DDTHH:MM:SS}, up to nine
 * digits of a fraction, then {@code Z} or an offset of at most 18 hours. Letters are upper case,
 * dates are real, and there is no leap second. Hand-written because every event needs it, and
 * {@code java.time} makes a dozen objects of one.
 */
public final class Timestamp {

  /** Returned for a text outside of the profile; no text inside of it means this time. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final int FRACTION = 19;
  private static final int MAX_FRACTION_DIGITS = 9;
  private static final int MAX_OFFSET_MINUTES = 18 * 60;
  private static final long MILLIS_A_MINUTE = 60_000;

  private Timestamp() {}

  /** The time in epoch milliseconds, what is finer cut off; or {@link #INVALID}. */
  public static long epochMillis(String text) {
    if (text.length() <= FRACTION || !hasSeparators(text)) {
      return INVALID;
    }
    int zone = endOfFraction(text);
    long seconds = epochSeconds(text);
    int offset = zone < 0 ? -1 : offsetMinutes(text, zone);
    if (zone < 0 || seconds == INVALID || Math.abs(offset) > MAX_OFFSET_MINUTES) {
      return INVALID;
    }
    return seconds * 1000 + fractionMillis(text, zone) - offset * MILLIS_A_MINUTE;
  }

  private static boolean hasSeparators(String text) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  private static long epochSeconds(String text) {
    int year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
    int month = twoDigits(text, 5);
    int day = twoDigits(text, 8);
    int hour = twoDigits(text, 11);
    int minute = twoDigits(text, 14);
    int second = twoDigits(text, 17);
    boolean isDate =
        twoDigits(text, 0) >= 0
            && twoDigits(text, 2) >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= daysOf(month, year);
    boolean isTime =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    return isDate && isTime
        ? ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
        : INVALID;
  }

  /**
   * The index after the fraction, where the zone begins; -1 for a fraction of no or many digits.
   */
  private static int endOfFraction(String text) {
    if (text.charAt(FRACTION) != '.') {
      return FRACTION;
    }
    int end = FRACTION + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    int digits = end - FRACTION - 1;
    return digits < 1 || digits > MAX_FRACTION_DIGITS || end == text.length() ? -1 : end;
  }

  private static int fractionMillis(String text, int end) {
    int millis = 0;
    for (int i = FRACTION + 1; i <= FRACTION + 3; i++) {
      millis = millis * 10 + (i < end ? text.charAt(i) - '0' : 0);
    }
    return millis;
  }

  /** Minutes east of UTC; more than any offset has where the zone is not well written. */
  private static int offsetMinutes(String text, int zone) {
    char sign = text.charAt(zone);
    if (sign == 'Z' && text.length() == zone + 1) {
      return 0;
    }
    if ((sign != '+' && sign != '-') || text.length() != zone + 6 || text.charAt(zone + 3) != ':') {
      return Integer.MAX_VALUE;
    }
    int hours = twoDigits(text, zone + 1);
    int minutes = twoDigits(text, zone + 4);
    if (hours < 0 || minutes < 0 || minutes > 59) {
      return Integer.MAX_VALUE;
    }
    return sign == '+' ? hours * 60 + minutes : -(hours * 60 + minutes);
  }

  private static int daysOf(int month, int year) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /**
   * Days from 1970-01-01 of the Gregorian calendar; years begin in March so that leap days end
   * them.
   */
  private static long epochDay(int year, int month, int day) {
    long years = month > 2 ? year : year - 1L;
    long monthsFromMarch = (month + 9) % 12;
    long daysBefore = 365 * years + Math.floorDiv(years, 4) - Math.floorDiv(years, 100);
    long dayOfYear = (153 * monthsFromMarch + 2) / 5 + day - 1;
    return daysBefore + Math.floorDiv(years, 400) + dayOfYear - 719_468;
  }

  /**
   * The number that two digits write; -1000 where they are none, which no caller takes for valid.
   */
  private static int twoDigits(String text, int at) {
    char tens = text.charAt(at);
    char ones = text.charAt(at + 1);
    return isDigit(tens) && isDigit(ones) ? (tens - '0') * 10 + ones - '0' : -1000;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
