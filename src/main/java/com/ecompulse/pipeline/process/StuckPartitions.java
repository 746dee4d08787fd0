package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.config.PipelineConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions of this process with records that no batch brings, although the brokers answer, no
 * batch hangs in its transaction and none aborts. No known cause lasts longer than an open
 * transaction may; should it happen, only a new process helps, which nobody should have to start.
 */
@Singleton
class StuckPartitions {
  private final LongSupplier nanoTime;
  private final Duration atMost;
  private final Map<TopicPartition, Long> waitingSinceNanos = new HashMap<>();
  private boolean batchBegunSinceLook;

  @Inject
  StuckPartitions(PipelineConfig config) {
    this(System::nanoTime, config.processor().stuckTimeout());
  }

  StuckPartitions(LongSupplier nanoTime, Duration atMost) {
    this.nanoTime = nanoTime;
    this.atMost = atMost;
  }

  /** A batch brings records of these partitions. */
  synchronized void begun(Collection<TopicPartition> partitions) {
    batchBegunSinceLook = true;
    waitingSinceNanos.keySet().removeAll(partitions);
  }

  /**
   * A batch was aborted: all partitions are consumed again from their committed offsets, and what
   * it brought comes before what waits behind it. That it aborts is told elsewhere, and no new
   * process would do better.
   */
  synchronized void aborted() {
    waitingSinceNanos.clear();
  }

  /** The brokers do not answer: there is nothing to wonder about. */
  synchronized void unknown() {
    waitingSinceNanos.clear();
  }

  /**
   * The partitions that have waited for too long.
   *
   * @param lags of all partitions of this process that are known now: records that are to come
   * @param batchOpen whether a batch is in its transaction, which may wait for the brokers as long
   *     as need be
   */
  synchronized List<TopicPartition> among(Map<TopicPartition, Long> lags, boolean batchOpen) {
    boolean sameBatch = batchOpen && !batchBegunSinceLook;
    batchBegunSinceLook = false;
    if (sameBatch) {
      waitingSinceNanos.clear();
      return List.of();
    }
    waitingSinceNanos.keySet().removeIf(partition -> lags.getOrDefault(partition, 0L) == 0);
    long nowNanos = nanoTime.getAsLong();
    lags.forEach(
        (partition, lag) -> {
          if (lag > 0) {
            waitingSinceNanos.putIfAbsent(partition, nowNanos);
          }
        });
    return waitingSinceNanos.entrySet().stream()
        .filter(since -> nowNanos - since.getValue() >= atMost.toNanos())
        .map(Map.Entry::getKey)
        .toList();
  }
}
