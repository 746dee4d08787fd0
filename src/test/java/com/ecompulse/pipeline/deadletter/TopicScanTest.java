package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
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

  @Test
  void silenceIsGivenUp() {
    // Given
    Slow silent = new Slow(0);

    // When, Then
    assertThatThrownBy(
            () -> new TopicScan(silent, TOPIC, silent::nanoTime).read(0, 0, 5, r -> true))
        .isInstanceOf(TimeoutException.class);
    assertThat(Duration.ofNanos(silent.nanoTime()))
        .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(16));
  }

  /** Such as where a program writes in transactions and aborts them. */
  @Test
  void manyOffsetsThatGiveNoRecordsAreNoSilence() {
    // Given
    Slow gettingOn = new Slow(1);

    // When
    long end = new TopicScan(gettingOn, TOPIC, gettingOn::nanoTime).read(0, 0, 400, r -> true);

    // Then
    assertThat(end).isEqualTo(400);
    assertThat(Duration.ofNanos(gettingOn.nanoTime())).isGreaterThan(Duration.ofSeconds(30));
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

  /** Gives no records; its time is that of its polls. */
  private static final class Slow extends MockConsumer<byte[], byte[]> {
    private final int offsetsOfAPoll;
    private int polls;

    Slow(int offsetsOfAPoll) {
      super("earliest");
      this.offsetsOfAPoll = offsetsOfAPoll;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      assertThat(++polls).as("polls, which must end").isLessThan(1000);
      return ConsumerRecords.empty();
    }

    @Override
    public long position(TopicPartition partition) {
      return (long) polls * offsetsOfAPoll;
    }

    long nanoTime() {
      return polls * Duration.ofMillis(100).toNanos();
    }
  }
}
