package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is read when the time is up, which is told here by how often it is asked for. */
class BackwardReadTest {
  private static final String TOPIC = "t";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final int LETTERS = 1_000;
  private static final int POLLS = 100;
  private static final BooleanSupplier NEVER = () -> false;
  private static final BooleanSupplier ALWAYS = () -> true;

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final TopicScan scan = new TopicScan(consumer, TOPIC);

  @Test
  void theFirstChunkIsReadWhateverTheTime() {
    // Given
    stand();
    BackwardRead letters = before(LETTERS);

    // When
    boolean wentBack = letters.readOn(ALWAYS);

    // Then
    assertThat(wentBack).isTrue();
    assertThat(letters.newest().offset()).isEqualTo(LETTERS - 1);
    assertThat(letters.readOn(ALWAYS)).isFalse();
  }

  @Test
  void aChunkThatTheTimeEndsInIsGivenUpForTheNextPage() {
    // Given
    stand();
    BackwardRead letters = before(LETTERS);
    letters.readOn(NEVER);
    int taken = takeAll(letters).size();

    // When
    AtomicInteger asked = new AtomicInteger();
    boolean wentBack = letters.readOn(() -> asked.incrementAndGet() > 20);

    // Then
    assertThat(wentBack).isFalse();
    assertThat(asked).hasValue(21);
    assertThat(letters.hasFound()).isFalse();
    assertThat(letters.isAtItsEnd()).isFalse();
    assertThat(letters.goOnBefore()).isEqualTo(LETTERS - taken);
  }

  @Test
  void pagesThatTheTimeEndsGiveEachLetterOnce() {
    // Given
    stand();

    // When
    List<Long> given = new ArrayList<>();
    for (long before = LETTERS; before > 0; ) {
      BackwardRead letters = before(before);
      AtomicInteger asked = new AtomicInteger();
      while (letters.readOn(() -> asked.incrementAndGet() > 150) && !letters.isAtItsEnd()) {
        given.addAll(takeAll(letters));
      }
      assertThat(letters.goOnBefore()).isLessThan(before);
      before = letters.goOnBefore();
    }

    // Then
    assertThat(given)
        .isEqualTo(LongStream.range(0, LETTERS).map(i -> LETTERS - 1 - i).boxed().toList());
  }

  private BackwardRead before(long offset) {
    return new BackwardRead(scan, new OffsetRange(0, 0, LETTERS), LetterRecords.ANY, offset);
  }

  private static List<Long> takeAll(BackwardRead letters) {
    List<Long> offsets = new ArrayList<>();
    while (letters.hasFound()) {
      offsets.add(letters.take().offset());
    }
    return offsets;
  }

  /** Whatever is polled is there. */
  private void stand() {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    for (int poll = 0; poll < POLLS; poll++) {
      consumer.schedulePollTask(
          () -> {
            for (long at = consumer.position(PARTITION); at < LETTERS; at++) {
              consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, at, null, null));
            }
          });
    }
  }
}
