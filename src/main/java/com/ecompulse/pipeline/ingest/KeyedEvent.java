package com.ecompulse.pipeline.ingest;

/**
 * One event of a request.
 *
 * @param key the UTF-8 bytes of its {@code user_id}, or null where it has no usable one
 * @param value the event's own bytes, as they came
 */
record KeyedEvent(byte[] key, byte[] value) {}
