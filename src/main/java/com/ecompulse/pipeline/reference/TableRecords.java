package com.ecompulse.pipeline.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Puts a topic's records into its table, and counts and passes over those that it cannot take, and
 * be it for a bug. Written by one thread.
 */
final class TableRecords {
  private static final Logger LOG = Logger.getLogger(TableRecords.class);

  private final ReferenceTable table;
  private volatile long broken;
  private volatile long refused;

  TableRecords(ReferenceTable table) {
    this.table = table;
  }

  /** Passed over because they are broken. */
  long broken() {
    return broken;
  }

  /** Passed over because the table was full. */
  long refused() {
    return refused;
  }

  /** For people. */
  String told() {
    return "entries=%d broken=%d refused=%d".formatted(table.size(), broken, refused);
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      broken++; // by this one thread
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      table.remove(key);
      return;
    }
    try {
      if (!table.put(key, record.value()) && refused++ == 0) {
        LOG.warnf("reference table is full: topic=%s entries=%d", record.topic(), table.size());
      }
    } catch (IOException | RuntimeException e) {
      broken++;
      LOG.debugf(
          "broken reference record passed over: topic=%s partition=%d offset=%d cause=%s",
          record.topic(), record.partition(), record.offset(), e.getClass().getName());
    }
  }

  /** As if none had come. */
  void clear() {
    table.clear();
    broken = 0;
    refused = 0;
  }
}
