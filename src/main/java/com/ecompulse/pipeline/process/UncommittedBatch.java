package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import com.ecompulse.pipeline.telemetry.ProcessorHealth;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that were begun and not committed: the open batch's, and those of aborted batches,
 * which come again. A rebalance may move them to another process, which answers for them then: no
 * batch of this one would ever commit them.
 *
 * <p>What aborts may be one partition's, while batches of others commit in between. Those hide
 * nothing: as long as there are aborted records, health tells why.
 */
@Singleton
class UncommittedBatch {
  private final ProcessorHealth health;
  private final Clock clock;
  private final Map<TopicPartition, Records> begun = new HashMap<>();
  private final Map<TopicPartition, Records> aborted = new HashMap<>();
  private boolean open;

  /**
   * Those of one partition.
   *
   * @param oldestMillis when the first was written to the raw topic
   * @param last the offset of the last
   * @param cause why they were aborted, or null
   */
  private record Records(long oldestMillis, long last, Throwable cause) {
    static Records of(List<ConsumerRecord<byte[], byte[]>> records) {
      return new Records(
          records.get(0).timestamp(), records.get(records.size() - 1).offset(), null);
    }

    /** A batch that comes again may have fewer. */
    Records aborted(Throwable why, Records before) {
      return new Records(oldestMillis, before == null ? last : Math.max(last, before.last), why);
    }
  }

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
    begun.clear();
    for (TopicPartition partition : batch.records().partitions()) {
      begun.put(partition, Records.of(batch.records().records(partition)));
    }
    open = true;
    health.begun();
  }

  synchronized void committed() {
    begun.forEach(
        (partition, done) ->
            aborted.computeIfPresent(
                partition, (same, before) -> before.last() > done.last() ? before : null));
    end();
  }

  /** The batch is left to whoever owns its partitions now. */
  synchronized void givenBack() {
    aborted.keySet().removeAll(begun.keySet());
    end();
  }

  /** The batch comes again, unless its partitions have gone meanwhile. */
  synchronized void aborted(Throwable cause) {
    begun.forEach(
        (partition, records) ->
            aborted.compute(partition, (same, before) -> records.aborted(cause, before)));
    end();
  }

  /** These partitions are no longer this process's. */
  synchronized void revoked(Collection<TopicPartition> gone) {
    begun.keySet().removeAll(gone);
    aborted.keySet().removeAll(gone);
    if (!open) {
      tell();
    }
  }

  /** Whether there are any, or a batch is open whose partitions have gone. */
  synchronized boolean isHeld() {
    return open || !aborted.isEmpty();
  }

  private void end() {
    begun.clear();
    open = false;
    tell();
  }

  private void tell() {
    aborted.values().stream()
        .findFirst()
        .ifPresentOrElse(some -> health.aborted(some.cause()), health::settled);
  }

  private synchronized double oldestSeconds() {
    Map<TopicPartition, Records> uncommitted = new HashMap<>(aborted);
    uncommitted.putAll(begun); // what comes again may have got on
    return uncommitted.values().stream()
        .mapToDouble(records -> Math.max(0, clock.millis() - records.oldestMillis()) / 1e3)
        .max()
        .orElse(0);
  }
}
