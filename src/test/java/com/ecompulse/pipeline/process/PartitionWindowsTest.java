package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.window.EventWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** When a window may be gone on with, and when the log must be read again. */
class PartitionWindowsTest {
  private static final TopicPartition P0 = new TopicPartition("raw", 0);

  private final PartitionWindows windows = new PartitionWindows(true);

  @Test
  void aPartitionThatIsNewIsMissing() {
    assertThat(isMissing(batch(5))).isTrue();
  }

  @Test
  void switchedOffNothingIsMissing() {
    assertThat(new PartitionWindows(false).of(batch(5)).missing()).isEmpty();
  }

  @Test
  void behindACommitItIsGoneOnWithWhateverLiesBetween() {
    // When
    read(batch(5)).committed();

    // Then: transaction markers lie there, or what retention took
    assertThat(isMissing(batch(6))).isFalse();
    assertThat(isMissing(batch(9))).isFalse();
  }

  @Test
  void aConsumerThatWasSetBackReadsAgain() {
    // When
    read(batch(5)).committed();

    // Then
    assertThat(isMissing(batch(5))).isTrue();
  }

  @Test
  void afterAnAbortTheSameBatchGoesOnWithIt() {
    // When
    read(batch(5)).aborted(new IllegalStateException("on purpose"));

    // Then
    assertThat(isMissing(batch(5))).isFalse();
  }

  /** It had belonged to another member meanwhile, which nobody may have said in time. */
  @Test
  void afterAnAbortAnotherBatchReadsAgain() {
    // When
    read(batch(5)).aborted(new IllegalStateException("on purpose"));

    // Then
    assertThat(isMissing(batch(6))).isTrue();
  }

  @Test
  void anAbortAfterACommitIsAnAbort() {
    // Given
    read(batch(5)).committed();

    // When
    windows.of(batch(6)).aborted(new IllegalStateException("on purpose"));

    // Then
    assertThat(isMissing(batch(6))).isFalse();
    assertThat(isMissing(batch(7))).isTrue();
  }

  @Test
  void whatRanOutOfMemoryIsForgotten() {
    // When
    read(batch(5)).aborted(new BatchAbortedException(new OutOfMemoryError("on purpose")));

    // Then
    assertThat(isMissing(batch(5))).isTrue();
  }

  @Test
  void aPartitionThatIsRevokedIsForgottenAtOnceAndItsOpenBatchHasItsWindow() {
    // Given
    BatchWindows open = read(batch(5));

    // When
    windows.forget(List.of(P0));

    // Then
    assertThat(open.of(P0)).isNotNull();
    open.committed();
    assertThat(isMissing(batch(6))).isTrue();
  }

  @Test
  void onlyWhatIsAssignedIsKept() {
    // Given
    read(batch(5)).committed();

    // When
    windows.keepOnly(List.of(P0));
    boolean missingWhileAssigned = isMissing(batch(6));
    windows.keepOnly(List.of());

    // Then
    assertThat(missingWhileAssigned).isFalse();
    assertThat(isMissing(batch(6))).isTrue();
  }

  private BatchWindows read(ConsumedBatch batch) {
    BatchWindows read = windows.of(batch);
    read.missing()
        .keySet()
        .forEach(partition -> read.found(partition, new EventWindow(Duration.ofHours(1), 10)));
    return read;
  }

  private boolean isMissing(ConsumedBatch batch) {
    return windows.of(batch).missing().containsKey(P0);
  }

  /** Of one record. */
  private static ConsumedBatch batch(long offset) {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("raw", 0, offset, null, null);
    return new ConsumedBatch(
        new ConsumerRecords<>(
            Map.of(P0, List.of(record)), Map.of(P0, new OffsetAndMetadata(offset + 1))),
        List.of(),
        1);
  }
}
