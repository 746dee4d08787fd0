package com.ecompulse.pipeline.ingest;

/**
 * A record of a produce request of the Kafka REST protocol.
 *
 * @param event to be written; null where it cannot be, whatever becomes of its neighbours
 * @param refusal why it cannot be; null where it can
 */
record ProducedRecord(KeyedEvent event, String refusal) {

  static ProducedRecord of(KeyedEvent event) {
    return event.value().length > ElementReader.MAX_EVENT_BYTES
        ? refused(ElementReader.TOO_LARGE)
        : new ProducedRecord(event, null);
  }

  static ProducedRecord refused(String why) {
    return new ProducedRecord(null, why);
  }
}
