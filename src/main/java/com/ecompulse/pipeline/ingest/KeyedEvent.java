package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.event.Timestamp;

/**
 * One event of a request.
 *
 * @param key the UTF-8 bytes of its {@code user_id}, or null where it has no usable one
 * @param value the event's own bytes, as they came
 * @param occurredAtMillis its {@code timestamp}, epoch milliseconds, or {@link Timestamp#INVALID}
 */
record KeyedEvent(byte[] key, byte[] value, long occurredAtMillis) {

  /** An event whose time the front door does not know. */
  KeyedEvent(byte[] key, byte[] value) {
    this(key, value, Timestamp.INVALID);
  }
}
