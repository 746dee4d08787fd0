package com.ecompulse.pipeline.event;

import java.time.LocalDate;
import java.util.List;

/**
 * Writes the {@code enrichment} member. By hand, because a failing step's half-written members must
 * be taken back, which no generator of Jackson's can, and because names are ASCII and values few.
 */
public final class MemberWriter {

  private static final String OPENING = ",\"enrichment\":{";
  private static final int MILLIS_A_DAY = 86_400_000;

  private final JsonText json = new JsonText();

  /** The day of the time written last: the next one is mostly of the same. */
  private long lastDay;

  private String lastDayText = "1970-01-01";

  /** Begins anew. The array is used again: what an event's steps write is short, and bounded. */
  MemberWriter begin() {
    json.cutTo(0);
    json.ascii(OPENING);
    return this;
  }

  public void string(String name, String value) {
    json.name(name);
    json.quoted(value);
  }

  /** The same where there is a value: nothing is written of null, nor of an empty string. */
  public void knownString(String name, String value) {
    if (value != null && !value.isEmpty()) {
      string(name, value);
    }
  }

  public void bool(String name, boolean value) {
    json.name(name);
    json.ascii(value ? "true" : "false");
  }

  /** A number, given as its JSON text. */
  public void number(String name, String text) {
    json.name(name);
    json.ascii(text);
  }

  /** A whole number from 0 on. */
  public void number(String name, long value) {
    json.name(name);
    json.number(value);
  }

  /** A number of tenths from 0 on, with its decimal: 10 is written 1.0. */
  public void tenths(String name, long value) {
    json.name(name);
    json.number(value / 10);
    json.put('.');
    json.number(value % 10);
  }

  /** A number of thousandths, with its three decimals: 1877 is written 1.877. */
  public void thousandths(String name, long value) {
    json.name(name);
    json.ascii(value < 0 ? "-" : "");
    json.number(Math.abs(value) / 1000);
    json.put('.');
    json.threeDigits((int) (Math.abs(value) % 1000));
  }

  /** ISO 8601 in UTC with milliseconds; a year of other than four digits is refused. */
  public void dateTime(String name, long epochMillis) {
    json.name(name);
    int millis = (int) Math.floorMod(epochMillis, (long) MILLIS_A_DAY);
    json.put('"');
    day(epochMillis);
    json.put('T');
    json.twoDigits(millis / 3_600_000);
    json.put(':');
    json.twoDigits(millis / 60_000 % 60);
    json.put(':');
    json.twoDigits(millis / 1000 % 60);
    json.put('.');
    json.threeDigits(millis % 1000);
    json.ascii("Z\"");
  }

  /** The UTC day of a time; a year of other than four digits is refused. */
  public void date(String name, long epochMillis) {
    json.name(name);
    json.put('"');
    day(epochMillis);
    json.put('"');
  }

  public void strings(String name, List<String> values) {
    json.name(name);
    json.put('[');
    for (int i = 0; i < values.size(); i++) {
      json.ascii(i == 0 ? "" : ",");
      json.quoted(values.get(i));
    }
    json.put(']');
  }

  public void beginObject(String name) {
    json.name(name);
    json.put('{');
  }

  public void endObject() {
    json.put('}');
  }

  int mark() {
    return json.length();
  }

  /** Takes back whatever was written since the mark. */
  void backTo(int mark) {
    json.cutTo(mark);
  }

  /** Closes the member and the event; nothing may be written after it. Returns its length. */
  int end() {
    json.ascii("}}");
    return json.length();
  }

  void copyTo(byte[] target, int at) {
    json.copyTo(target, at);
  }

  private void day(long epochMillis) {
    long day = Math.floorDiv(epochMillis, (long) MILLIS_A_DAY);
    if (day != lastDay) {
      lastDayText = text(LocalDate.ofEpochDay(day));
      lastDay = day;
    }
    json.ascii(lastDayText);
  }

  private static String text(LocalDate day) {
    if (day.getYear() < 0 || day.getYear() > 9999) {
      throw new IllegalArgumentException("A year of other than four digits: " + day.getYear());
    }
    return day.toString();
  }
}
