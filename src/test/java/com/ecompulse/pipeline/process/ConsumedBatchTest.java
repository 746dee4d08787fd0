package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class ConsumedBatchTest {
  private static final TopicPartition P0 = new TopicPartition("raw", 0);
  private static final TopicPartition P1 = new TopicPartition("raw", 1);

  @Test
  void eachRecordHasItsOwnMessage() {
    // Given
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    records.put(P0, List.of(record(P0, 5), record(P0, 6)));
    records.put(P1, List.of(record(P1, 9)));
    List<Message<?>> messages = new ArrayList<>();
    records.values().forEach(ofPartition -> ofPartition.forEach(r -> messages.add(Message.of(r))));

    // When
    ConsumedBatch batch = new ConsumedBatch(new ConsumerRecords<>(records, Map.of()), messages, 1);

    // Then
    assertThat(batch.partitions())
        .hasSize(2)
        .allSatisfy(
            partition ->
                assertThat(partition.messages())
                    .extracting(message -> (Object) message.getPayload())
                    .containsExactlyElementsOf(partition.records()));
  }

  @Test
  void goesOnBehindTheLastRecord() {
    // Given
    ConsumerRecords<byte[], byte[]> records =
        new ConsumerRecords<>(Map.of(P0, List.of(record(P0, 5), record(P0, 8))), Map.of());

    // When
    Map<TopicPartition, OffsetAndMetadata> next =
        new ConsumedBatch(records, List.of(), 1).nextOffsets();

    // Then
    assertThat(next).containsOnly(Map.entry(P0, new OffsetAndMetadata(9)));
  }

  @Test
  void goesOnBehindTransactionMarkersToo() {
    // Given
    ConsumerRecords<byte[], byte[]> records =
        new ConsumerRecords<>(
            Map.of(P0, List.of(record(P0, 5))), Map.of(P0, new OffsetAndMetadata(7)));

    // When
    Map<TopicPartition, OffsetAndMetadata> next =
        new ConsumedBatch(records, List.of(), 1).nextOffsets();

    // Then
    assertThat(next).containsOnly(Map.entry(P0, new OffsetAndMetadata(7)));
  }

  private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
    return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, null);
  }
}
