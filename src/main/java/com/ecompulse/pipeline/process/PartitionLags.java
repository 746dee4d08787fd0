package com.ecompulse.pipeline.process;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Asks the brokers for the lag of a group. */
record PartitionLags(Admin admin, String group) {
  private static final long UNKNOWN = -1;

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

  /** Where the consumer stands in each partition of its, on its own thread. */
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
   * The lag of each partition.
   *
   * @param positions where the consumer stands
   */
  Uni<Map<TopicPartition, Lag>> of(Map<TopicPartition, Long> positions) {
    Set<TopicPartition> partitions = positions.keySet();
    return Uni.combine()
        .all()
        .unis(
            answer(committed(partitions)),
            answer(offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED)),
            answer(offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED)),
            answer(offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED)))
        .with(
            (committed, starts, readables, ends) ->
                partitions.stream()
                    .collect(
                        toMap(
                            partition -> partition,
                            partition ->
                                lag(
                                    from(committed.get(partition), starts.get(partition)),
                                    positions.get(partition),
                                    readables.get(partition).offset(),
                                    ends.get(partition).offset()))));
  }

  /** What is committed may be answered later than an end that it has left behind. */
  private static Lag lag(long from, long position, long readable, long end) {
    return new Lag(
        Math.max(0, end - from),
        position == end,
        position == readable ? 0 : Math.max(0, readable - from));
  }

  /** Without a committed offset, consuming begins at the start. */
  private static long from(OffsetAndMetadata committed, ListOffsetsResultInfo start) {
    return committed == null ? start.offset() : Math.max(committed.offset(), start.offset());
  }

  private KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> committed(
      Set<TopicPartition> partitions) {
    return admin
        .listConsumerGroupOffsets(
            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
        .partitionsToOffsetAndMetadata(group);
  }

  private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      Set<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
    return admin
        .listOffsets(
            partitions.stream().collect(toMap(partition -> partition, partition -> spec)),
            new ListOffsetsOptions(isolation))
        .all();
  }

  private static <T> Uni<T> answer(KafkaFuture<T> future) {
    return Uni.createFrom().completionStage(future.toCompletionStage());
  }
}
