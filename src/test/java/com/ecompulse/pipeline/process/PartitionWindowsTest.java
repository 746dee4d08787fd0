package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Events;
import com.ecompulse.pipeline.event.window.EventWindow;
import java.time.Duration;
import java.time.Instant;
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

  private static final TopicPartition P1 = new TopicPartition("raw", 1);
  private static final EventPipeline PIPELINE =
      new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps());
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long NOON = 1_795_000_000_000L;

  private final PartitionWindows windows = windows(true);

  @Test
  void aPartitionThatIsNewIsMissing() {
    assertThat(isMissing(batch(5))).isTrue();
  }

  @Test
  void switchedOffNothingIsMissing() {
    assertThat(windows(false).of(batch(5)).missing()).isEmpty();
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
    windows.revoked(List.of(P0));

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

  @Test
  void whatIsReadOfAPartitionThatHasGoneMeanwhileIsTheBatchsAlone() {
    // Given
    windows.keepOnly(List.of(P1));

    // When
    BatchWindows open = read(batch(5));

    // Then
    assertThat(open.of(P0)).isNotNull();
    open.committed();
    assertThat(isMissing(batch(6))).isTrue();
    assertThat(windows.knownShare()).isNaN();
  }

  @Test
  void whatIsReadOfAPartitionThatWasRevokedMeanwhileIsTheBatchsAlone() {
    // Given
    windows.revoked(List.of(P0));

    // When
    windows.hold(P0, cut(Duration.ofMinutes(30)), 6);
    windows.hold(P1, cut(Duration.ofMinutes(45)), 6);

    // Then
    assertThat(windows.knownShare()).isEqualTo(0.75);
  }

  @Test
  void whatRanOutOfMemoryIsReadAgainAndHeldAgain() {
    // Given
    read(batch(5)).aborted(new BatchAbortedException(new OutOfMemoryError("on purpose")));

    // When
    read(batch(5)).committed();

    // Then
    assertThat(isMissing(batch(6))).isFalse();
  }

  @Test
  void withoutPartitionsNobodyKnowsHowMuchIsKnown() {
    assertThat(windows.knownShare()).isNaN();
    assertThat(windows(false).knownShare()).isNaN();
  }

  @Test
  void whereNothingIsCutAllOfTheWindowIsKnown() {
    // When
    read(batch(5)).committed();

    // Then
    assertThat(windows.knownShare()).isEqualTo(1);
  }

  @Test
  void thePartitionThatKnowsLeastCounts() {
    // When
    windows.hold(P0, cut(Duration.ofMinutes(30)), 6);
    windows.hold(P1, cut(Duration.ofMinutes(15)), 6);

    // Then
    assertThat(windows.knownShare()).isEqualTo(0.25);
  }

  @Test
  void whatIsLostNoLongerCounts() {
    // Given
    windows.hold(P0, cut(Duration.ofMinutes(30)), 6);
    windows.hold(P1, cut(Duration.ofMinutes(15)), 6);

    // When
    windows.revoked(List.of(P1));
    double ofOne = windows.knownShare();
    windows.keepOnly(List.of());

    // Then
    assertThat(ofOne).isEqualTo(0.5);
    assertThat(windows.knownShare()).isNaN();
  }

  /** Nor does a scrape see what the open batch does, which another thread is at. */
  @Test
  void whatABatchCutsCountsOnceItIsCommitted() {
    // Given
    BatchWindows open = read(batch(5));
    open.of(P0).at(NOON, false);
    addTooMany(open.of(P0));
    double whileOpen = windows.knownShare();
    open.aborted(new IllegalStateException("on purpose"));
    double afterAnAbort = windows.knownShare();

    // When
    BatchWindows again = windows.of(batch(5));
    again.of(P0).at(NOON, false);
    addTooMany(again.of(P0));
    again.committed();

    // Then
    assertThat(whileOpen).isEqualTo(1);
    assertThat(afterAnAbort).isEqualTo(1);
    assertThat(windows.knownShare()).isZero();
  }

  private static PartitionWindows windows(boolean enabled) {
    PartitionWindows windows = new PartitionWindows(enabled, HOUR, new ShortWindows(Instant::now));
    windows.keepOnly(List.of(P0, P1));
    return windows;
  }

  /** A window that knows no more than that, for it could not keep what came before. */
  private static EventWindow cut(Duration known) {
    EventWindow window = new EventWindow(HOUR, 10);
    window.at(NOON, false);
    addTooMany(window);
    window.at(NOON + known.toMillis(), false);
    window.commit();
    return window;
  }

  private static void addTooMany(EventWindow window) {
    for (int i = 0; i <= 10; i++) {
      byte[] event = Events.bytes(Events.MINIMAL.replace("\"e\"", "\"e" + i + '"'));
      PIPELINE.add(event, Events.CONTEXT.receivedAtMillis(), window);
    }
  }

  private BatchWindows read(ConsumedBatch batch) {
    BatchWindows read = windows.of(batch);
    read.missing().keySet().forEach(partition -> read.found(partition, new EventWindow(HOUR, 10)));
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
