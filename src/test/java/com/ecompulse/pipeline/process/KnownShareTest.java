package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much of the promised window is known, of the partition that knows least. */
class KnownShareTest extends PartitionWindowsScene {
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
}
