package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.event.Timestamp;

/**
 * One event of a request.
 *
 * @param key its user's id, or a Kafka REST record's own key, in UTF-8; null where none is usable
 * @param value the event's bytes, as they came or as they were rewritten
 * @param occurredAtMillis its {@code timestamp}, epoch milliseconds, or {@link Timestamp#INVALID}
 */
record KeyedEvent(byte[] key, byte[] value, long occurredAtMillis) {

  /** An event whose time the front door does not know. */
  KeyedEvent(byte[] key, byte[] value) {
    this(key, value, Timestamp.INVALID);
  }
}
