package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.event.window.EventWindow;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The windows of this process's partitions. What it loses with a partition, the log has. */
@Singleton
class PartitionWindows {
  private final Map<TopicPartition, HeldWindow> held = new ConcurrentHashMap<>();

  /** As the polling thread was told last: no batch comes before that. */
  private volatile Set<TopicPartition> assigned = Set.of();

  private final boolean enabled;
  private final Duration span;
  private final ShortWindows shortWindows;

  @Inject
  PartitionWindows(PipelineConfig config, ShortWindows shortWindows, PipelineMetrics metrics) {
    this(config.duplicates().enabled(), config.duplicates().window(), shortWindows);
    metrics.knownShareOfWindow(this::knownShare);
  }

  /**
   * @param span how far back they are to know
   */
  PartitionWindows(boolean enabled, Duration span, ShortWindows shortWindows) {
    this.enabled = enabled;
    this.span = span;
    this.shortWindows = shortWindows;
  }

  /**
   * The known share of the span (0 to 1) of the window that knows least, as of the last commit of
   * each; NaN while none is held. For any thread.
   */
  double knownShare() {
    return held.values().stream()
        .mapToDouble(window -> (double) window.knownMillis() / span.toMillis())
        .min()
        .orElse(Double.NaN);
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

  /**
   * Holds the window while the partition is this process's; it may have gone while the window was
   * read.
   */
  HeldWindow hold(TopicPartition partition, EventWindow window, long next) {
    HeldWindow fresh = new HeldWindow(window, next);
    held.put(partition, fresh);
    if (!assigned.contains(partition)) { // looked at last: it may be revoked just now
      held.remove(partition, fresh);
    }
    return fresh;
  }

  /** The window has one batch more. */
  void committed(TopicPartition partition, HeldWindow window) {
    shortWindows.look(partition, window.knownMillis(), span.toMillis());
  }

  /** Whatever is known of these partitions may be old when they come back. */
  void forget(Collection<TopicPartition> partitions) {
    held.keySet().removeAll(partitions);
  }

  /** They are another's, and so is what is read of them by now. */
  void revoked(Collection<TopicPartition> partitions) {
    Set<TopicPartition> left = new HashSet<>(assigned);
    left.removeAll(partitions);
    keepOnly(left);
  }

  /** Of any other partition nothing needs to be known. */
  void keepOnly(Collection<TopicPartition> partitions) {
    assigned = Set.copyOf(partitions);
    held.keySet().retainAll(partitions);
  }
}
