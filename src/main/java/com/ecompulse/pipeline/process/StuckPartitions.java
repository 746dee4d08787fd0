package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.config.PipelineConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions of this process that have records, and whose records do not come: the brokers answer,
 * no batch is stuck in its transaction, none aborts, and yet no batch brings them. Nothing that is
 * known to happen causes it for longer than an open transaction may last; should it happen, only a
 * new process helps, and nobody is to wait for a person to start it.
 */
@Singleton
class StuckPartitions {
  private final InstantSource clock;
  private final Duration atMost;
  private final Map<TopicPartition, Instant> waitingSince = new HashMap<>();
  private boolean batchBegunSinceLook;

  @Inject
  StuckPartitions(InstantSource clock, PipelineConfig config) {
    this(clock, config.processor().stuckTimeout());
  }

  StuckPartitions(InstantSource clock, Duration atMost) {
    this.clock = clock;
    this.atMost = atMost;
  }

  /** A batch brings records of these partitions. */
  synchronized void begun(Collection<TopicPartition> partitions) {
    batchBegunSinceLook = true;
    waitingSince.keySet().removeAll(partitions);
  }

  /**
   * A batch was aborted: all partitions are consumed again from their committed offsets, and what
   * it brought comes before what waits behind it. That it aborts is told elsewhere, and no new
   * process would do better.
   */
  synchronized void aborted() {
    waitingSince.clear();
  }

  /** The brokers do not answer: there is nothing to wonder about. */
  synchronized void unknown() {
    waitingSince.clear();
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
      waitingSince.clear();
      return List.of();
    }
    waitingSince.keySet().removeIf(partition -> lags.getOrDefault(partition, 0L) == 0);
    Instant now = clock.instant();
    lags.forEach(
        (partition, lag) -> {
          if (lag > 0) {
            waitingSince.putIfAbsent(partition, now);
          }
        });
    return waitingSince.entrySet().stream()
        .filter(since -> !since.getValue().plus(atMost).isAfter(now))
        .map(Map.Entry::getKey)
        .toList();
  }
}
