package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicScanTest {
  private static final String TOPIC = "t";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final TopicScan scan = new TopicScan(consumer, TOPIC);

  @Test
  void readsTheStretchAndNothingBehindIt() {
    // Given
    stand(0, 1, 2, 3, 4);

    // When
    List<Long> offsets = new ArrayList<>();
    long end = scan.read(0, 1, 3, record -> offsets.add(record.offset()));

    // Then
    assertThat(offsets).containsExactly(1L, 2L);
    assertThat(end).isEqualTo(3);
  }

  @Test
  void endsWhereNoRecordTakesTheLastOffsets() {
    // Given
    stand(0, 1, 7);

    // When
    List<Long> offsets = new ArrayList<>();
    long end = scan.read(0, 0, 5, record -> offsets.add(record.offset()));

    // Then
    assertThat(offsets).containsExactly(0L, 1L);
    assertThat(end).isEqualTo(5);
  }

  @Test
  void endsBehindTheRecordThatWasEnough() {
    // Given
    stand(0, 1, 2, 3);

    // When
    long end = scan.read(0, 0, 4, record -> record.offset() < 1);

    // Then
    assertThat(end).isEqualTo(2);
  }

  /** Records at these offsets, which appear with the next poll. */
  private void stand(long... offsets) {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.schedulePollTask(
        () -> {
          for (long offset : offsets) {
            consumer.addRecord(
                new ConsumerRecord<>(TOPIC, 0, offset, null, "value".getBytes(UTF_8)));
          }
        });
  }
}
