package com.ecompulse.pipeline.process;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/** Asks the brokers for the lag of a group. */
record PartitionLags(Admin admin, String group) implements GroupOffsets {
  private static final Logger LOG = Logger.getLogger(PartitionLags.class);
  private static final long UNKNOWN = -1;

  /** Kafka's default is a minute; one silent leader would delay every lag that long. */
  private static final int LEADER_ANSWERS_MILLIS = 10_000;

  /**
   * What lies between a partition's committed offset and its end.
   *
   * @param offsets how many, those of transactions' markers among them
   * @param readToEnd whether the consumer stands at the end: nothing of it is left to come
   * @param toCome how many of them may be read now and were not: none where the consumer stands at
   *     the end, or where a transaction begins that is open
   */
  record Lag(long offsets, boolean readToEnd, long toCome) {
    /**
     * How many of them are records: none where all were read and none is in hand. Then they are
     * markers, or were aborted, which is nobody's lag.
     *
     * @param inHand whether the process has records that were read and not committed
     */
    long records(boolean inHand) {
      return readToEnd && !inHand ? 0 : offsets;
    }
  }

  /** The consumer's position in each of its partitions, -1 where not known yet; on its thread. */
  static Map<TopicPartition, Long> positions(Consumer<?, ?> consumer) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      positions.put(partition, position(consumer, partition));
    }
    return positions;
  }

  private static long position(Consumer<?, ?> consumer, TopicPartition partition) {
    try {
      return consumer.position(partition, Duration.ZERO);
    } catch (TimeoutException notYet) {
      return UNKNOWN;
    }
  }

  /**
   * The lag of each partition whose leader answers; one without a leader is left out. Fails where
   * nobody tells what is committed.
   *
   * @param positions where the consumer stands
   */
  Uni<Map<TopicPartition, Lag>> of(Map<TopicPartition, Long> positions) {
    Set<TopicPartition> partitions = positions.keySet();
    return Uni.combine()
        .all()
        .unis(
            committed(partitions),
            starts(partitions),
            offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED),
            offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED))
        .with(
            (committed, starts, readables, ends) ->
                partitions.stream()
                    .filter(starts::containsKey)
                    .filter(readables::containsKey)
                    .filter(ends::containsKey)
                    .collect(
                        toMap(
                            partition -> partition,
                            partition ->
                                lag(
                                    from(committed.get(partition), starts.get(partition)),
                                    positions.get(partition),
                                    readables.get(partition),
                                    ends.get(partition)))));
  }

  /** What is committed may be answered later than an end that it has left behind. */
  private static Lag lag(long from, long position, long readable, long end) {
    return new Lag(
        Math.max(0, end - from),
        position == end,
        position == readable ? 0 : Math.max(0, readable - from));
  }

  /** Without a committed offset, consuming begins at the start. */
  private static long from(OffsetAndMetadata committed, long start) {
    return committed == null ? start : Math.max(committed.offset(), start);
  }

  @Override
  public Uni<Map<TopicPartition, OffsetAndMetadata>> committed(Set<TopicPartition> partitions) {
    return answer(
        admin
            .listConsumerGroupOffsets(
                Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
            .partitionsToOffsetAndMetadata(group));
  }

  @Override
  public Uni<Map<TopicPartition, Long>> starts(Set<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** Of those partitions whose leader answers in time. */
  private Uni<Map<TopicPartition, Long>> offsets(
      Set<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
    ListOffsetsResult asked =
        admin.listOffsets(
            partitions.stream().collect(toMap(partition -> partition, partition -> spec)),
            new ListOffsetsOptions(isolation).timeoutMs(LEADER_ANSWERS_MILLIS));
    return Multi.createFrom()
        .iterable(partitions)
        .onItem()
        .transformToUniAndMerge(partition -> offset(asked, partition))
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** Null where its leader does not answer. */
  private static Uni<Map.Entry<TopicPartition, Long>> offset(
      ListOffsetsResult asked, TopicPartition partition) {
    return answer(asked.partitionResult(partition))
        .map(info -> Map.entry(partition, info.offset()))
        .onFailure()
        .invoke(
            failure ->
                LOG.debugf(
                    "offset is not known: partition=%d cause=%s", partition.partition(), failure))
        .onFailure()
        .recoverWithNull();
  }

  private static <T> Uni<T> answer(KafkaFuture<T> future) {
    return Uni.createFrom().completionStage(future.toCompletionStage());
  }
}
