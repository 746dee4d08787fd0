package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import com.ecompulse.pipeline.telemetry.ProcessorHealth;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that were begun and are not committed: of the open batch, or of one that was aborted
 * and comes again. A rebalance may take them to another process, whose trouble they are then: no
 * batch of this one would ever tell that they are done.
 */
@Singleton
class UncommittedBatch {
  private final ProcessorHealth health;
  private final Clock clock;
  private final Set<TopicPartition> partitions = new HashSet<>();
  private long oldestMillis;
  private boolean open;

  @Inject
  UncommittedBatch(ProcessorHealth health, PipelineMetrics metrics, Clock clock) {
    this(health, metrics::oldestUnprocessed, clock);
  }

  UncommittedBatch(ProcessorHealth health, Consumer<Supplier<Number>> oldest, Clock clock) {
    this.health = health;
    this.clock = clock;
    oldest.accept(this::oldestSeconds);
  }

  /** A batch is worked on, or tried again. */
  synchronized void begun(ConsumedBatch batch) {
    partitions.clear();
    partitions.addAll(batch.records().partitions());
    oldestMillis = batch.oldestMillis();
    open = true;
    health.begun();
  }

  synchronized void committed() {
    end();
    health.settled();
  }

  /** The batch is left to whoever owns its partitions now. */
  synchronized void givenBack() {
    end();
    health.settled();
  }

  /** The batch comes again, unless its partitions have gone meanwhile. */
  synchronized void aborted(Throwable cause) {
    open = false;
    if (partitions.isEmpty()) {
      health.settled();
    } else {
      health.aborted(cause);
    }
  }

  /** These partitions are no longer this process's. */
  synchronized void revoked(Collection<TopicPartition> gone) {
    if (partitions.removeAll(gone) && partitions.isEmpty() && !open) {
      health.settled();
    }
  }

  /** Whether there are any, or a batch is open whose partitions have gone. */
  synchronized boolean isHeld() {
    return open || !partitions.isEmpty();
  }

  private void end() {
    partitions.clear();
    open = false;
  }

  private synchronized double oldestSeconds() {
    return partitions.isEmpty() ? 0 : Math.max(0, clock.millis() - oldestMillis) / 1e3;
  }
}
