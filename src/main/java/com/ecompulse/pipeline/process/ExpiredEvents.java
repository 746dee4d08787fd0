package com.ecompulse.pipeline.process;

import static java.util.stream.Collectors.toSet;

import com.ecompulse.pipeline.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Tells of events that the raw topic's retention took before they were consumed. The consumer goes
 * on at the log's start then, without a word that is logged, and the lag counts what is there.
 *
 * <p>They leave a gap between the committed offset and the next batch's first record. Transaction
 * markers do, too, so the brokers are asked where the log begins, after the commit: an uncommitted
 * batch comes again, here or elsewhere, and each loss counts once. A partition's first commit
 * overwrites the offset from before its assignment, so its first batch waits until that is read.
 */
@Singleton
class ExpiredEvents {
  private static final Logger LOG = Logger.getLogger(ExpiredEvents.class);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
  private static final long NOTHING = -1;

  /** While leaders do not answer; each is for a batch that was committed meanwhile. */
  private static final int MOST_GAPS = 1_000;

  private final Supplier<GroupOffsets> brokers;
  private final Counter expired;

  /** The committed offset of each partition whose first batch has come. */
  private final Map<TopicPartition, Long> committedOffsets = new HashMap<>();

  private final Deque<Gap> gaps = new ArrayDeque<>();
  private boolean isAsking;

  /** Offsets of which no record came, {@code to} exclusive. */
  private record Gap(TopicPartition partition, long from, long to) {}

  @Inject
  ExpiredEvents(ConsumerLag lag, MeterRegistry meters) {
    this(lag::offsets, Meters.EVENTS_EXPIRED.counter(meters));
  }

  ExpiredEvents(Supplier<GroupOffsets> brokers, Counter expired) {
    this.brokers = brokers;
    this.expired = expired;
  }

  /** Others may have committed since these partitions were here last. */
  synchronized void assigned(Collection<TopicPartition> partitions) {
    committedOffsets.keySet().removeAll(partitions);
  }

  /**
   * Ends when the committed offsets of the batch's partitions are known, or cannot be told; never
   * fails. Where they cannot, the batch's next try asks again, and its commit logs it.
   */
  Uni<Void> before(ConsumedBatch batch) {
    Set<TopicPartition> unknown = unknown(batch);
    if (unknown.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .deferred(() -> brokers.get().committed(unknown))
        .ifNoItem()
        .after(LONGEST_ANSWER)
        .fail()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(committed -> know(unknown, committed))
        .onFailure()
        .invoke(failure -> LOG.debugf("committed offsets are not known: cause=%s", failure))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  synchronized void committed(ConsumedBatch batch) {
    batch
        .nextOffsets()
        .forEach(
            (partition, behind) -> {
              long first = batch.records().records(partition).get(0).offset();
              Long from = committedOffsets.put(partition, behind.offset());
              if (from == null) {
                LOG.warnf(
                    "committed offsets were not known, events lost to retention cannot be told:"
                        + " partition=%d firstRecord=%d",
                    partition.partition(), first);
              } else if (first > Math.max(from, 0)) {
                add(new Gap(partition, from, first));
              }
            });
    if (!gaps.isEmpty() && !isAsking) {
      isAsking = true;
      ask(gaps.stream().map(Gap::partition).collect(toSet()), List.copyOf(gaps));
    }
  }

  private synchronized Set<TopicPartition> unknown(ConsumedBatch batch) {
    Set<TopicPartition> partitions = new HashSet<>(batch.records().partitions());
    partitions.removeAll(committedOffsets.keySet());
    return partitions;
  }

  private synchronized void know(
      Set<TopicPartition> partitions, Map<TopicPartition, OffsetAndMetadata> committed) {
    for (TopicPartition partition : partitions) {
      if (committed.containsKey(partition)) {
        OffsetAndMetadata offset = committed.get(partition);
        committedOffsets.put(partition, offset == null ? NOTHING : offset.offset());
      }
    }
  }

  private void add(Gap gap) {
    if (gaps.size() == MOST_GAPS) {
      gaps.removeFirst();
    }
    gaps.add(gap);
  }

  private void ask(Set<TopicPartition> partitions, List<Gap> asked) {
    Uni.createFrom()
        .deferred(() -> brokers.get().starts(partitions))
        .subscribe()
        .with(starts -> answered(asked, starts), this::notAnswered);
  }

  private synchronized void answered(List<Gap> asked, Map<TopicPartition, Long> starts) {
    isAsking = false;
    for (Gap gap : asked) {
      Long start = starts.get(gap.partition());
      if (start != null && gaps.remove(gap)) {
        tell(gap, start);
      }
    }
  }

  /** Asked again behind the next batch. */
  private synchronized void notAnswered(Throwable failure) {
    isAsking = false;
    LOG.debugf("the logs' starts are not known: cause=%s", failure);
  }

  /** The log may have lost more meanwhile, which was consumed. */
  private void tell(Gap gap, long start) {
    int partition = gap.partition().partition();
    long lost = Math.min(start, gap.to()) - gap.from();
    if (gap.from() == NOTHING && start > 0) {
      LOG.warnf(
          "nothing is committed, consuming began at the log's start,"
              + " how many events were lost before cannot be told: partition=%d logStart=%d",
          partition, start);
    } else if (gap.from() != NOTHING && lost > 0) {
      LOG.warnf(
          "events lost to retention: partition=%d records=%d committed=%d logStart=%d",
          partition, lost, gap.from(), start);
      expired.increment(lost);
    }
  }
}
