package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.event.window.EventWindow;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The windows that one batch is judged by. The batch keeps them to its end even if the process
 * loses a partition meanwhile: its commit fails then.
 */
final class BatchWindows {
  private final PartitionWindows all;
  private final ConsumedBatch batch;
  private final boolean enabled;
  private final Map<TopicPartition, HeldWindow> windows = new ConcurrentHashMap<>();

  BatchWindows(PartitionWindows all, ConsumedBatch batch, boolean enabled) {
    this.all = all;
    this.batch = batch;
    this.enabled = enabled;
    if (enabled) {
      batch.records().partitions().forEach(this::take);
    }
  }

  /**
   * The first record of each partition whose window is missing: what comes before it is to read.
   */
  Map<TopicPartition, ConsumerRecord<byte[], byte[]>> missing() {
    Map<TopicPartition, ConsumerRecord<byte[], byte[]>> missing = new HashMap<>();
    if (enabled) {
      for (TopicPartition partition : batch.records().partitions()) {
        if (!windows.containsKey(partition)) {
          missing.put(partition, first(partition));
        }
      }
    }
    return missing;
  }

  /** The window of a partition that has read what is before the batch. */
  void found(TopicPartition partition, EventWindow window) {
    windows.put(partition, all.hold(partition, window, first(partition).offset()));
  }

  /** The partition's window, or null where duplicates are not looked for. */
  EventWindow of(TopicPartition partition) {
    return enabled ? windows.get(partition).window() : null;
  }

  void committed() {
    Map<TopicPartition, OffsetAndMetadata> next = batch.nextOffsets();
    windows.forEach(
        (partition, window) -> {
          window.committed(next.get(partition).offset());
          all.committed(partition, window);
        });
  }

  /** Where memory ran out in the middle of a step, nobody knows how far it came. */
  void aborted(Throwable failure) {
    if (failure.getCause() instanceof Error) {
      all.forget(windows.keySet());
    } else {
      windows.forEach((partition, window) -> window.aborted(first(partition).offset()));
    }
  }

  private void take(TopicPartition partition) {
    HeldWindow held = all.asOf(partition, first(partition).offset());
    if (held != null) {
      windows.put(partition, held);
    }
  }

  private ConsumerRecord<byte[], byte[]> first(TopicPartition partition) {
    return batch.records().records(partition).get(0);
  }
}
