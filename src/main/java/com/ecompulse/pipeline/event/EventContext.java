package com.ecompulse.pipeline.event;

/**
 * What the record around an event says, and the hour it is processed in. All times are epoch
 * milliseconds.
 *
 * @param receivedAtMillis when the event reached the front door: the header {@code received-at},
 *     else the record's timestamp. The verdict depends on it, never on the present.
 * @param enrichedAtMillis when the batch is processed; told in the output, never part of a verdict
 * @param clientIp the address of the request that brought the event, or null
 * @param userAgent the user agent of that request, or null
 * @param sessionSequence the event's position in its session, from 1 on, or {@link #UNKNOWN}
 */
public record EventContext(
    long receivedAtMillis,
    long enrichedAtMillis,
    String clientIp,
    String userAgent,
    int sessionSequence) {

  /** Nobody looked at what came before the event. */
  public static final int UNKNOWN = 0;

  /** What the record alone says. */
  public EventContext(
      long receivedAtMillis, long enrichedAtMillis, String clientIp, String userAgent) {
    this(receivedAtMillis, enrichedAtMillis, clientIp, userAgent, UNKNOWN);
  }

  EventContext inSession(int position) {
    return new EventContext(receivedAtMillis, enrichedAtMillis, clientIp, userAgent, position);
  }
}
