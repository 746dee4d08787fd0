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
 */
public record EventContext(
    long receivedAtMillis, long enrichedAtMillis, String clientIp, String userAgent) {}
