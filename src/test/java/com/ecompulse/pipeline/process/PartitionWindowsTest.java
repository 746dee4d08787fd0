package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a window may be gone on with, and when the log must be read again. */
class PartitionWindowsTest extends PartitionWindowsScene {
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
}
