package com.ecompulse.pipeline.event;

import java.util.function.Function;

/**
 * An event as it came: its bytes, and what it says at the {@linkplain KnownMember known} places.
 */
public final class RawEvent implements Parsed {

  private final byte[] value;
  private final int start;
  private final int end;
  private final JsonValue[] members;
  private final int repeated;
  private final long occurredAtMillis;

  /**
   * @param value the record's bytes, of which the event's object takes {@code start} to {@code end}
   * @param members by {@link KnownMember#ordinal()}, absent ones null
   * @param repeated the members that came more than once, bit by ordinal; the last one counts
   */
  RawEvent(byte[] value, int start, int end, JsonValue[] members, int repeated) {
    this.value = value;
    this.start = start;
    this.end = end;
    this.members = members;
    this.repeated = repeated;
    JsonValue timestamp = get(KnownMember.TIMESTAMP);
    this.occurredAtMillis =
        timestamp.isString() ? Timestamp.epochMillis(timestamp.text()) : Timestamp.INVALID;
  }

  public JsonValue get(KnownMember member) {
    JsonValue found = members[member.ordinal()];
    return found == null ? JsonValue.ABSENT : found;
  }

  /** The event's type, of a valid event. */
  public String eventType() {
    return get(KnownMember.EVENT_TYPE).text();
  }

  /** The event's own time; {@link Timestamp#INVALID} unless it is well written. */
  public long occurredAtMillis() {
    return occurredAtMillis;
  }

  boolean isRepeated(KnownMember member) {
    return (repeated & 1 << member.ordinal()) != 0;
  }

  int length() {
    return end - start;
  }

  /** A new array of that length that begins with the event's object; the rest is to be written. */
  byte[] copy(int length) {
    byte[] copy = new byte[length];
    System.arraycopy(value, start, copy, 0, length());
    return copy;
  }

  @Override
  public Outcome then(Function<RawEvent, Outcome> judge) {
    return judge.apply(this);
  }
}
