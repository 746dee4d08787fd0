package com.ecompulse.pipeline.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a topic was read, and how far it has to be for its table to be whole. For one thread.
 *
 * <p>What goes backwards is another log of the same name: the topic was deleted and made anew, or
 * has lost its end. One that has been filled beyond all that was read of the other before anybody
 * looks cannot be told from it.
 */
final class ReadOffsets {
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private Map<TopicPartition, Long> firstEnds;

  /** Assigns them, each from where it was left. */
  void assign(Consumer<?, ?> consumer, List<TopicPartition> all) {
    consumer.assign(all);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(all);
    all.forEach(
        partition ->
            consumer.seek(partition, positions.getOrDefault(partition, beginnings.get(partition))));
    if (firstEnds == null) {
      firstEnds = consumer.endOffsets(all);
    }
  }

  /** Whether what was polled, or where the consumer stands behind it, lies before what was read. */
  boolean haveGoneBack(Consumer<?, ?> consumer, ConsumerRecords<?, ?> polled) {
    return polled.partitions().stream()
            .anyMatch(partition -> polled.records(partition).get(0).offset() < position(partition))
        || consumer.assignment().stream()
            .anyMatch(partition -> consumer.position(partition) < position(partition));
  }

  /** Whether the topic has no longer what was read of it, or was to be. */
  boolean areBeyond(Consumer<?, ?> consumer, List<TopicPartition> all) {
    if (firstEnds == null) {
      return false;
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    return !ends.keySet().containsAll(firstEnds.keySet())
        || ends.entrySet().stream()
            .anyMatch(
                end ->
                    end.getValue()
                        < Math.max(
                            position(end.getKey()), firstEnds.getOrDefault(end.getKey(), 0L)));
  }

  /** All that was polled has been taken. */
  void keep(Consumer<?, ?> consumer) {
    consumer
        .assignment()
        .forEach(partition -> positions.put(partition, consumer.position(partition)));
  }

  boolean haveReachedTheEnd() {
    return firstEnds.entrySet().stream().allMatch(end -> position(end.getKey()) >= end.getValue());
  }

  void forget() {
    positions.clear();
    firstEnds = null;
  }

  private long position(TopicPartition partition) {
    return positions.getOrDefault(partition, 0L);
  }
}
