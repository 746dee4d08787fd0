package com.ecompulse.pipeline.process;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * The records of one poll.
 *
 * @param records what the consumer returned
 * @param messages a message for each record, partition after partition in the order of {@code
 *     records}: the handle to nack it with
 * @param generation the consumer group's generation at the time of the poll
 */
record ConsumedBatch(
    ConsumerRecords<byte[], byte[]> records, List<Message<?>> messages, int generation) {

  /** The records of one partition in their order, each with its message at the same index. */
  record Partition(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      List<Message<?>> messages) {}

  @SuppressWarnings("unchecked") // the channel's deserializers are the byte array ones
  static ConsumedBatch of(Message<?> polled) {
    IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata =
        polled.getMetadata(IncomingKafkaRecordBatchMetadata.class).orElseThrow();
    return new ConsumedBatch(
        metadata.getRecords(),
        metadata.getBatchedMessages(),
        metadata.getConsumerGroupGenerationId());
  }

  List<Partition> partitions() {
    List<Partition> partitions = new ArrayList<>(records.partitions().size());
    int from = 0;
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> ofPartition = records.records(partition);
      int to = from + ofPartition.size();
      partitions.add(new Partition(partition, ofPartition, messages.subList(from, to)));
      from = to;
    }
    return partitions;
  }

  /** For the log. */
  List<Integer> partitionNumbers() {
    return records.partitions().stream().map(TopicPartition::partition).sorted().toList();
  }

  /** Where each partition is to be consumed from once this batch is committed. */
  Map<TopicPartition, OffsetAndMetadata> nextOffsets() {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      next.put(partition, nextOffset(partition));
    }
    return next;
  }

  /** The consumer's own position also lies behind transaction markers; a record's does not. */
  private OffsetAndMetadata nextOffset(TopicPartition partition) {
    OffsetAndMetadata position = records.nextOffsets().get(partition);
    if (position != null) {
      return position;
    }
    List<ConsumerRecord<byte[], byte[]>> ofPartition = records.records(partition);
    return new OffsetAndMetadata(ofPartition.get(ofPartition.size() - 1).offset() + 1);
  }
}
