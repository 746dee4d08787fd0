package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.raw.RawLimits;

/**
 * A record of a produce request of the Kafka REST protocol.
 *
 * @param event to be written; null where it cannot be, whatever becomes of its neighbours
 * @param refusal why it cannot be; null where it can
 */
record ProducedRecord(KeyedEvent event, String refusal) {

  static ProducedRecord of(KeyedEvent event) {
    return event.value().length > RawLimits.MAX_VALUE_BYTES
        ? refused(RawLimits.TOO_LARGE)
        : new ProducedRecord(event, null);
  }

  static ProducedRecord refused(String why) {
    return new ProducedRecord(null, why);
  }
}
