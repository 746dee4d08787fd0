package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.kafka.ProgressTimeout;
import com.ecompulse.pipeline.kafka.StandaloneConsumers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads ranges of a topic's committed records, by assign and seek: no group knows of it, and it
 * keeps nothing. It goes by position, for commit markers and aborted records take offsets, too.
 *
 * <p>For one thread at a time. It fails with Kafka's own exceptions.
 */
final class TopicScan implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final LongSupplier nanoTime;

  TopicScan(Consumer<byte[], byte[]> consumer, String topic) {
    this(consumer, topic, System::nanoTime);
  }

  TopicScan(Consumer<byte[], byte[]> consumer, String topic, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.topic = topic;
    this.nanoTime = nanoTime;
  }

  /** The first offset of each partition that is still kept. */
  Map<Integer, Long> beginnings() {
    return byNumber(consumer.beginningOffsets(partitions()));
  }

  /** One more than the last offset of each partition that no open transaction holds back. */
  Map<Integer, Long> ends() {
    return byNumber(consumer.endOffsets(partitions()));
  }

  /** The first offset of each partition whose record is not older; absent where all are. */
  Map<Integer, Long> firstSince(Instant time) {
    Map<TopicPartition, Long> asked = new HashMap<>();
    partitions().forEach(partition -> asked.put(partition, time.toEpochMilli()));
    Map<Integer, Long> found = new HashMap<>();
    Map<TopicPartition, OffsetAndTimestamp> answer = consumer.offsetsForTimes(asked);
    answer.forEach(
        (partition, at) ->
            Optional.ofNullable(at).ifPresent(to -> found.put(partition.partition(), to.offset())));
    return found;
  }

  /**
   * Reads one partition forwards.
   *
   * @param from the first offset, inclusive
   * @param to the last, exclusive
   * @param goOn is handed each record, and says whether to go on behind it
   * @return where to go on: {@code to}, or behind the record that ended it
   */
  long read(int partition, long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> goOn) {
    TopicPartition assigned = new TopicPartition(topic, partition);
    consumer.assign(List.of(assigned));
    consumer.seek(assigned, from);
    ProgressTimeout timeout = new ProgressTimeout(nanoTime);
    for (long at = from; at < to; at = consumer.position(assigned)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(assigned)) {
        if (record.offset() >= to) {
          return to;
        }
        if (!goOn.test(record)) {
          return record.offset() + 1;
        }
      }
      timeout.polled(consumer.position(assigned) > at);
    }
    return to;
  }

  /**
   * Waits until readers of committed records come as far: a commit is answered before its markers
   * are in every partition.
   *
   * @param end what {@link #ends} must say at least
   */
  void awaitEnd(int partition, long end) {
    Deadline deadline = Deadline.in(ProgressTimeout.LONGEST_SILENCE);
    while (ends().get(partition) < end) {
      if (deadline.isOver()) {
        throw new TimeoutException("a transaction stays open on " + topic);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  @Override
  public void close() {
    StandaloneConsumers.close(consumer);
  }

  private List<TopicPartition> partitions() {
    List<PartitionInfo> known = consumer.partitionsFor(topic);
    if (known.isEmpty()) {
      throw new TimeoutException("the topic " + topic + " is not there");
    }
    return known.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> numbered = new HashMap<>();
    offsets.forEach((partition, offset) -> numbered.put(partition.partition(), offset));
    return numbered;
  }
}
