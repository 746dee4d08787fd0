package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class RefusedOutputsTest {
  private static final TopicPartition PARTITION = new TopicPartition("raw", 3);

  private final RefusedOutputs refused = new RefusedOutputs();

  @Test
  void whatIsTooLargeIsCountedByItsRawRecord() {
    // When
    refuse(41);
    refuse(41);

    // Then
    assertThat(refused.times(raw(41))).isEqualTo(2);
    assertThat(refused.times(raw(42))).isZero();
  }

  /** The producer aborts what it had not sent yet with the failure of what it had. */
  @Test
  void whatIsAbortedByAnothersRefusalIsNotRefused() {
    // When
    refused.begun();
    refused.watch(raw(41)).onCompletion(null, new RecordTooLargeException());
    refused.watch(raw(42)).onCompletion(null, new RecordTooLargeException());

    // Then
    assertThat(refused.times(raw(41))).isEqualTo(1);
    assertThat(refused.times(raw(42))).isZero();
  }

  @Test
  void theNextTryDiffersUntilALetterCannotGetShorter() {
    // Given
    refused.begun();
    assertThat(refused.nextTryDiffers()).isFalse();

    // When
    for (int times = 1; times <= 9; times++) {
      refuse(41);
      assertThat(refused.nextTryDiffers()).as("after %d", times).isTrue();
    }
    refuse(41);

    // Then
    assertThat(refused.nextTryDiffers()).isFalse();
  }

  @Test
  void whatFailsForTheWorldsSakeIsNotRefused() {
    // When
    refused.watch(raw(41)).onCompletion(null, new TimeoutException("brokers away"));
    refused.watch(raw(41)).onCompletion(null, null);

    // Then
    assertThat(refused.times(raw(41))).isZero();
  }

  @Test
  void whatIsCommittedIsForgottenAndNothingElse() {
    // Given
    refuse(41);
    refuse(42);

    // When
    refused.committed(
        Map.of(
            PARTITION,
            new OffsetAndMetadata(42),
            new TopicPartition("raw", 4),
            new OffsetAndMetadata(100)));

    // Then
    assertThat(refused.times(raw(41))).isZero();
    assertThat(refused.times(raw(42))).isEqualTo(1);
  }

  /** In a transaction of its own. */
  private void refuse(long offset) {
    refused.begun();
    refused.watch(raw(offset)).onCompletion(null, new RecordTooLargeException());
  }

  private static ConsumerRecord<byte[], byte[]> raw(long offset) {
    return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, null, null);
  }
}
