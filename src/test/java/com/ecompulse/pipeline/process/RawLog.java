package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.event.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Some partitions of the raw topic, and the consumer that reads them, as a broker would give them:
 * with transaction markers, which take offsets and are given to nobody, with a head that retention
 * takes, and with polls that bring nothing. Its time is that of its polls.
 */
final class RawLog extends MockConsumer<byte[], byte[]> {
  private static final String TOPIC = "raw";

  private final Map<TopicPartition, NavigableMap<Long, ConsumerRecord<byte[], byte[]>>> records =
      new HashMap<>();
  private final Map<TopicPartition, Set<Long>> markers = new HashMap<>();
  private final Map<TopicPartition, Long> starts = new HashMap<>();
  private final Set<TopicPartition> silent = new HashSet<>();
  private Runnable beforeReading = () -> {};
  private int recordsOfAPoll = Integer.MAX_VALUE;
  private int silentPolls;
  private int polls;
  private long nanos;

  RawLog() {
    super("earliest");
  }

  static TopicPartition partition(int number) {
    return new TopicPartition(TOPIC, number);
  }

  /** Has at that offset a valid event of that id. */
  ConsumerRecord<byte[], byte[]> record(int partition, long offset, long timestamp, String id) {
    return record(
        partition,
        offset,
        timestamp,
        Events.bytes(Events.MINIMAL.replace("\"e\"", '"' + id + '"')));
  }

  ConsumerRecord<byte[], byte[]> record(int partition, long offset, long timestamp, byte[] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            TOPIC,
            partition,
            offset,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            value.length,
            null,
            value,
            new RecordHeaders(),
            Optional.empty());
    records.computeIfAbsent(partition(partition), p -> new TreeMap<>()).put(offset, record);
    return record;
  }

  void marker(int partition, long offset) {
    markers.computeIfAbsent(partition(partition), p -> new HashSet<>()).add(offset);
  }

  /** Retention has taken all before that offset. */
  void take(int partition, long offset) {
    starts.put(partition(partition), offset);
  }

  /** The partition is there, and gives no records. */
  void silence(int partition) {
    silent.add(partition(partition));
  }

  /** What happens when it is known where to read from, and nothing was read yet. */
  void beforeReading(Runnable happens) {
    beforeReading = happens;
  }

  /** A partition gives no more than that at once. */
  void recordsOfAPoll(int most) {
    recordsOfAPoll = most;
  }

  /** Between two polls that bring records, so many bring none. */
  void silentPolls(int number) {
    silentPolls = number;
  }

  int polls() {
    return polls;
  }

  long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
      Map<TopicPartition, Long> times) {
    Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
    times.forEach(
        (partition, time) -> {
          if (time < 0) {
            throw new IllegalArgumentException("Kafka takes no negative time");
          }
          found.put(partition, null);
          readable(partition, 0).values().stream()
              .filter(record -> record.timestamp() >= time)
              .findFirst()
              .map(record -> new OffsetAndTimestamp(record.offset(), record.timestamp()))
              .ifPresent(place -> found.put(partition, place));
        });
    return found;
  }

  @Override
  public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    beforeReading.run();
    beforeReading = () -> {};
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> found = new HashMap<>();
    if (polls++ % (silentPolls + 1) == silentPolls) {
      assignment().stream()
          .filter(partition -> !paused().contains(partition) && !silent.contains(partition))
          .forEach(partition -> found.put(partition, next(partition)));
      found.values().removeIf(List::isEmpty);
    }
    nanos += found.isEmpty() ? timeout.toNanos() : 0;
    return new ConsumerRecords<>(found, Map.of());
  }

  private List<ConsumerRecord<byte[], byte[]>> next(TopicPartition partition) {
    Set<Long> passedOver = markers.getOrDefault(partition, Set.of());
    List<ConsumerRecord<byte[], byte[]>> next =
        new ArrayList<>(readable(partition, position(partition)).values());
    int most = passedOver.contains(position(partition)) ? 0 : recordsOfAPoll;
    next = next.subList(0, Math.min(most, next.size()));
    long position = next.isEmpty() ? position(partition) : next.get(next.size() - 1).offset() + 1;
    for (int i = 0; i < recordsOfAPoll && passedOver.contains(position); i++) {
      position++;
    }
    seek(partition, position);
    return next;
  }

  private NavigableMap<Long, ConsumerRecord<byte[], byte[]>> readable(
      TopicPartition partition, long from) {
    return records
        .getOrDefault(partition, new TreeMap<>())
        .tailMap(Math.max(from, starts.getOrDefault(partition, 0L)), true);
  }
}
