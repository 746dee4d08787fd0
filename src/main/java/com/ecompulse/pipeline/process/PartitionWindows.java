package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.event.window.EventWindow;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The windows of this process's partitions. What it loses with a partition, the log has. */
@Singleton
class PartitionWindows {
  private final Map<TopicPartition, HeldWindow> held = new ConcurrentHashMap<>();
  private final boolean enabled;

  @Inject
  PartitionWindows(PipelineConfig config) {
    this(config.duplicates().enabled());
  }

  PartitionWindows(boolean enabled) {
    this.enabled = enabled;
  }

  /** The windows that the batch is to be judged by, as far as they are held. */
  BatchWindows of(ConsumedBatch batch) {
    return new BatchWindows(this, batch, enabled);
  }

  /** The window of a partition, or null where none has seen all before that offset. */
  HeldWindow asOf(TopicPartition partition, long first) {
    HeldWindow window = held.get(partition);
    return window != null && window.isAsOf(first) ? window : null;
  }

  HeldWindow hold(TopicPartition partition, EventWindow window, long next) {
    HeldWindow fresh = new HeldWindow(window, next);
    held.put(partition, fresh);
    return fresh;
  }

  /** Whatever is known of these partitions may be old when they come back. */
  void forget(Collection<TopicPartition> partitions) {
    held.keySet().removeAll(partitions);
  }

  /** Of any other partition nothing needs to be known. */
  void keepOnly(Collection<TopicPartition> partitions) {
    held.keySet().retainAll(partitions);
  }
}
