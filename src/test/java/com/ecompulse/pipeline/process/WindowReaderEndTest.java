package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ecompulse.pipeline.event.window.EventWindow;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Where reading ends: at what is left, at what is there, or because it is given up. */
class WindowReaderEndTest extends WindowReaderScene {
  @Test
  void readsWhatRetentionHasLeft() {
    // Given
    log.record(0, 4, NOW, "taken");
    log.record(0, 5, NOW, "left");
    log.take(0, 5);

    // When
    EventWindow window = before(log.record(0, 6, NOW, "first"));

    // Then
    assertThat(known(window, "taken", "left")).containsExactly("left");
  }

  @Test
  void readsWhatRetentionLeavesMeanwhile() {
    // Given
    log.record(0, 4, NOW, "taken");
    log.record(0, 5, NOW, "left");
    ConsumerRecord<byte[], byte[]> first = log.record(0, 6, NOW, "first");
    log.beforeReading(() -> log.take(0, 5));

    // When
    EventWindow window = before(first);

    // Then
    assertThat(known(window, "taken", "left")).containsExactly("left");
  }

  @Test
  void whereNothingIsLeftThereIsNothingToRead() {
    // Given
    ConsumerRecord<byte[], byte[]> first = log.record(0, 6, NOW, "first");
    log.take(0, 7);

    // When
    EventWindow window = before(first);

    // Then
    assertThat(window.size()).isZero();
    assertThat(log.polls()).isZero();
  }

  @Test
  void whereTheWindowBeginsWithTheFirstRecordThereIsNothingToRead() {
    // Given
    log.record(0, 5, BEGIN - 1, "too-old");

    // When
    EventWindow window = before(log.record(0, 6, NOW, "first"));

    // Then
    assertThat(window.size()).isZero();
    assertThat(log.polls()).isZero();
  }

  @Test
  void transactionMarkersAreNotWaitedFor() {
    // Given
    log.marker(0, 4);
    log.record(0, 5, NOW, "read");
    log.marker(0, 6);
    log.marker(0, 7);
    ConsumerRecord<byte[], byte[]> notYetGiven = new ConsumerRecord<>("raw", 0, 8, null, null);

    // When
    EventWindow window = before(notYetGiven);

    // Then
    assertThat(known(window, "read", "first")).containsExactly("read");
  }

  /** Such as a program's that writes in transactions and aborts them. */
  @Test
  void manyOffsetsThatGiveNoRecordsAreNoSilence() {
    // Given
    log.recordsOfAPoll(1);
    log.record(0, 0, NOW, "read");
    LongStream.rangeClosed(1, 400).forEach(offset -> log.marker(0, offset));

    // When
    EventWindow window = before(log.record(0, 401, NOW, "first"));

    // Then
    assertThat(known(window, "read")).containsExactly("read");
    assertThat(Duration.ofNanos(log.nanoTime())).isGreaterThan(Duration.ofSeconds(30));
  }

  @Test
  void silenceIsGivenUp() {
    // Given
    log.record(0, 1, NOW, "read");
    log.record(1, 1, NOW, "read");
    log.silence(1);

    // When, Then
    assertThatThrownBy(
            () ->
                before(
                    MOST, List.of(log.record(0, 2, NOW, "first"), log.record(1, 2, NOW, "first"))))
        .isInstanceOf(TimeoutException.class);
    assertThat(Duration.ofNanos(log.nanoTime()))
        .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(16));
  }

  @Test
  void whoIsSlowIsNotSilent() {
    // Given
    log.recordsOfAPoll(1);
    log.silentPolls(140);
    log.record(0, 1, NOW, "1");
    log.record(0, 2, NOW, "2");
    log.record(0, 3, NOW, "3");

    // When
    EventWindow window = before(log.record(0, 4, NOW, "first"));

    // Then
    assertThat(known(window, "1", "2", "3")).hasSize(3);
    assertThat(Duration.ofNanos(log.nanoTime())).isGreaterThan(Duration.ofSeconds(40));
  }

  @Test
  void whatNobodyWaitsForIsNotReadToItsEnd() {
    // Given
    log.recordsOfAPoll(1);
    log.record(0, 1, NOW, "1");
    log.record(0, 2, NOW, "2");
    log.beforeReading(() -> abandoned = true);

    // When, Then
    assertThatThrownBy(() -> before(log.record(0, 3, NOW, "first")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(log.polls()).isOne();
  }

  @Test
  void theConsumerIsClosed() {
    // When
    before(log.record(0, 1, NOW, "first"));

    // Then
    assertThat(log.closed()).isTrue();
  }
}
