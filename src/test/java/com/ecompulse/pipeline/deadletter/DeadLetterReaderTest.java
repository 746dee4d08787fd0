package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** A topic that somebody gave a second partition is read whole. */
class DeadLetterReaderTest {
  private static final String TOPIC = "ecommerce-events-dlq";
  private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
  private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);
  private static final int MANY = 400;
  private static final int POLLS = 100;

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final DeadLetterReader reader = new DeadLetterReader(new OneScan(consumer));

  @Test
  void theNewestOfAllPartitionsComesFirst() {
    // Given
    stand();

    // When
    LetterPage page = reader.page(LetterRecords.ANY, Optional.empty(), 3);

    // Then
    assertThat(page.letters())
        .extracting(letter -> letter.timestamp().toEpochMilli())
        .containsExactly(40L, 30L, 20L);
    assertThat(page.next()).isEqualTo("0-1.1-0");
  }

  @Test
  void theLastPageNamesNoOther() {
    // Given
    stand();

    // When
    LetterPage page = reader.page(LetterRecords.ANY, Optional.empty(), 4);

    // Then
    assertThat(page.letters()).hasSize(4);
    assertThat(page.next()).isNull();
  }

  @Test
  void everyPageGetsOnThoughThereIsNoTime() {
    // Given
    standLong();
    DeadLetterReader hasty = new DeadLetterReader(new OneScan(consumer), Duration.ZERO);

    // When
    List<Long> given = new ArrayList<>();
    Optional<Cursor> before = Optional.empty();
    do {
      LetterPage page = hasty.page(LetterRecords.ANY, before, 500);
      assertThat(page.letters()).isNotEmpty();
      page.letters().forEach(letter -> given.add(letter.timestamp().toEpochMilli()));
      before = Optional.ofNullable(page.next()).map(Cursor::of);
    } while (before.isPresent());

    // Then
    assertThat(given)
        .isEqualTo(LongStream.range(0, 2 * MANY).map(i -> 2 * MANY - 1 - i).boxed().toList());
  }

  /** Many in each partition, by turns, however often they are polled. */
  private void standLong() {
    consumer.updatePartitions(TOPIC, List.of(info(ZERO), info(ONE)));
    consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
    consumer.updateEndOffsets(Map.of(ZERO, (long) MANY, ONE, (long) MANY));
    for (int poll = 0; poll < POLLS; poll++) {
      consumer.schedulePollTask(
          () -> {
            TopicPartition polled = consumer.assignment().iterator().next();
            for (long at = consumer.position(polled); at < MANY; at++) {
              addAt(polled, at, 2 * at + polled.partition());
            }
          });
    }
  }

  /** Two in each partition, by turns. */
  private void stand() {
    consumer.updatePartitions(TOPIC, List.of(info(ZERO), info(ONE)));
    consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
    consumer.updateEndOffsets(Map.of(ZERO, 2L, ONE, 2L));
    consumer.schedulePollTask(() -> add(ZERO, 10, 30));
    consumer.schedulePollTask(() -> add(ONE, 20, 40));
  }

  private void add(TopicPartition partition, long... timestamps) {
    for (int offset = 0; offset < timestamps.length; offset++) {
      addAt(partition, offset, timestamps[offset]);
    }
  }

  private void addAt(TopicPartition partition, long offset, long timestamp) {
    consumer.addRecord(
        new ConsumerRecord<>(
            TOPIC,
            partition.partition(),
            offset,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            2,
            null,
            "{}".getBytes(UTF_8),
            new RecordHeaders(),
            Optional.empty()));
  }

  private static PartitionInfo info(TopicPartition partition) {
    return new PartitionInfo(TOPIC, partition.partition(), Node.noNode(), new Node[0], new Node[0]);
  }

  /** Every scan is of the one consumer. */
  private static final class OneScan extends ScanPool {
    private final TopicScan scan;

    OneScan(MockConsumer<byte[], byte[]> consumer) {
      super(null);
      this.scan = new TopicScan(consumer, TOPIC);
    }

    @Override
    <T> T ofLetters(Function<TopicScan, T> read) {
      return read.apply(scan);
    }
  }
}
