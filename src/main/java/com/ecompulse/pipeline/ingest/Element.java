package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.raw.RawLimits;

/**
 * One event as it stands in a body.
 *
 * @param key the UTF-8 bytes of its {@code user_id}, or null where it has no usable one
 * @param value its own bytes
 * @param occurredAtMillis its time, epoch milliseconds, or {@link
 *     com.ecompulse.pipeline.event.Timestamp#INVALID}
 * @param isMobile whether it has the shape of a mobile SDK, and is yet to be written as an event
 */
record Element(byte[] key, byte[] value, long occurredAtMillis, boolean isMobile) {

  /**
   * One that is too large is left as it came, and is refused for that: written anew, a member of a
   * few bytes takes many times as much.
   *
   * @param environment what the body says of all its events, or null
   * @param ids those that the body's other events have
   */
  KeyedEvent event(String environment, ContentIds ids) {
    KeyedEvent asItCame = new KeyedEvent(key, value, occurredAtMillis);
    return isMobile && value.length <= RawLimits.MAX_VALUE_BYTES
        ? MobileEvent.toEvent(asItCame, environment, ids)
        : asItCame;
  }
}
