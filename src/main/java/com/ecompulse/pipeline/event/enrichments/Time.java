package com.ecompulse.pipeline.event.enrichments;

import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;

/**
 * The times of an event, all in UTC: when it was enriched and received, and the hour and weekday it
 * happened at. {@code processing_date} is the day of enrichment. {@code clock_skew_seconds} is the
 * receipt less the event's own time, to the millisecond: above zero for an event that was under way
 * or came from a slow clock, below zero only for a clock that runs ahead.
 */
public final class Time implements Enrichment {

  private static final long MILLIS_AN_HOUR = 3_600_000;
  private static final int SATURDAY = 6;

  @Override
  public String name() {
    return "time";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    long occurredAt = event.occurredAtMillis();
    int dayOfWeek = dayOfWeek(occurredAt);
    members.dateTime("enriched_timestamp", context.enrichedAtMillis());
    members.dateTime("received_at", context.receivedAtMillis());
    members.thousandths("clock_skew_seconds", context.receivedAtMillis() - occurredAt);
    members.date("processing_date", context.enrichedAtMillis());
    members.number("hour_of_day", hourOfDay(occurredAt));
    members.number("day_of_week", dayOfWeek);
    members.bool("is_weekend", dayOfWeek >= SATURDAY);
  }

  private static int hourOfDay(long millis) {
    return (int) Math.floorMod(Math.floorDiv(millis, MILLIS_AN_HOUR), 24L);
  }

  /** 1 for Monday to 7 for Sunday; 1970-01-01 was a Thursday. */
  private static int dayOfWeek(long millis) {
    return (int) Math.floorMod(Math.floorDiv(millis, 24 * MILLIS_AN_HOUR) + 3, 7L) + 1;
  }
}
