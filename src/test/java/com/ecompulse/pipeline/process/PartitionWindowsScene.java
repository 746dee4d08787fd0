package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Events;
import com.ecompulse.pipeline.event.window.EventWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Windows of two partitions, which are this process's. */
abstract class PartitionWindowsScene {
  static final TopicPartition P0 = new TopicPartition("raw", 0);
  static final TopicPartition P1 = new TopicPartition("raw", 1);
  private static final EventPipeline PIPELINE =
      new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps());
  static final Duration HOUR = Duration.ofHours(1);
  static final long NOON = 1_795_000_000_000L;

  final PartitionWindows windows = windows(true);

  static PartitionWindows windows(boolean enabled) {
    PartitionWindows windows = new PartitionWindows(enabled, HOUR, new ShortWindows(Instant::now));
    windows.keepOnly(List.of(P0, P1));
    return windows;
  }

  BatchWindows read(ConsumedBatch batch) {
    BatchWindows read = windows.of(batch);
    read.missing().keySet().forEach(partition -> read.found(partition, new EventWindow(HOUR, 10)));
    return read;
  }

  boolean isMissing(ConsumedBatch batch) {
    return windows.of(batch).missing().containsKey(P0);
  }

  /** Of one record. */
  static ConsumedBatch batch(long offset) {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("raw", 0, offset, null, null);
    return new ConsumedBatch(
        new ConsumerRecords<>(
            Map.of(P0, List.of(record)), Map.of(P0, new OffsetAndMetadata(offset + 1))),
        List.of(),
        1);
  }

  /** A window that knows no more than that, for it could not keep what came before. */
  static EventWindow cut(Duration known) {
    EventWindow window = new EventWindow(HOUR, 10);
    window.at(NOON, false);
    addTooMany(window);
    window.at(NOON + known.toMillis(), false);
    window.commit();
    return window;
  }

  static void addTooMany(EventWindow window) {
    for (int i = 0; i <= 10; i++) {
      byte[] event = Events.bytes(Events.MINIMAL.replace("\"e\"", "\"e" + i + '"'));
      PIPELINE.add(event, Events.CONTEXT.receivedAtMillis(), window);
    }
  }
}
