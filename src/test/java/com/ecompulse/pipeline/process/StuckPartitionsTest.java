package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StuckPartitionsTest {
  private static final TopicPartition ONE = new TopicPartition("raw", 1);
  private static final TopicPartition TWO = new TopicPartition("raw", 2);
  private static final boolean OPEN = true;
  private static final boolean NO_BATCH = false;

  /** It runs over, as the origin of such a time is any. */
  private long nowNanos = Long.MAX_VALUE;

  private final StuckPartitions stuck = new StuckPartitions(() -> nowNanos, Duration.ofMinutes(5));

  @Test
  void recordsThatNoBatchBringsAreStuckWhenTheirTimeIsUp() {
    // Given
    look(1, 0);

    // When
    later(5);

    // Then
    assertThat(look(9, 1)).containsExactly(ONE);
  }

  @Test
  void beforeThatTheyAreNot() {
    // Given
    look(1, 0);

    // When
    later(4);

    // Then
    assertThat(look(9, 1)).isEmpty();
  }

  @Test
  void aBatchThatBringsSomeBeginsTheTimeAnew() {
    // Given
    look(1, 1);
    later(4);
    stuck.begun(List.of(ONE));
    look(1, 1);

    // When
    later(1);

    // Then
    assertThat(look(1, 1)).containsExactly(TWO);
  }

  @Test
  void whatHasNoLagOrIsAnotherProcessIsNotWaitedFor() {
    // Given
    look(1, 1);
    later(4);
    stuck.among(Map.of(ONE, 0L), NO_BATCH);

    // When
    later(4);

    // Then
    assertThat(look(1, 1)).isEmpty();
  }

  @Test
  void whileTheBrokersAreAwayNothingIsStuck() {
    // Given
    look(1, 1);
    later(60);
    stuck.unknown();

    // When
    later(1);

    // Then
    assertThat(look(1, 1)).isEmpty();
  }

  @Test
  void aPartitionOfWhichNothingIsKnownIsNotStuck() {
    // Given
    look(1, 1);
    later(4);
    stuck.among(Map.of(ONE, 1L), NO_BATCH);

    // When
    later(4);

    // Then
    assertThat(look(1, 1)).containsExactly(ONE);
  }

  @Test
  void aBatchThatDoesNotEndMayWaitForTheBrokers() {
    // Given
    look(1, 1);
    stuck.begun(List.of(ONE));
    stuck.among(Map.of(ONE, 1L, TWO, 1L), OPEN);
    later(60);

    // When, Then
    assertThat(stuck.among(Map.of(ONE, 1L, TWO, 1L), OPEN)).isEmpty();
  }

  @Test
  void batchesOfOtherPartitionsHideNothing() {
    // Given
    stuck.begun(List.of(ONE));
    stuck.among(Map.of(ONE, 1L, TWO, 1L), OPEN);
    later(5);
    stuck.begun(List.of(ONE));

    // When, Then
    assertThat(stuck.among(Map.of(ONE, 1L, TWO, 1L), OPEN)).containsExactly(TWO);
  }

  /** It comes first every time, and those behind it never have their turn. */
  @Test
  void whileBatchesAbortFastNothingIsStuck() {
    // Given
    List<TopicPartition> found = new ArrayList<>();

    // When
    for (int second = 0; second < 360; second++, nowNanos += Duration.ofSeconds(1).toNanos()) {
      if (second % 8 == 0) {
        stuck.begun(List.of(ONE));
        stuck.aborted();
      }
      if (second % 5 == 0) {
        found.addAll(look(1, 1));
      }
    }

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void anAbortedBatchThatDoesNotComeAgainIsStuck() {
    // Given
    stuck.begun(List.of(ONE));
    stuck.aborted();
    look(1, 0);

    // When
    later(5);

    // Then
    assertThat(look(1, 0)).containsExactly(ONE);
  }

  private void later(long minutes) {
    nowNanos += Duration.ofMinutes(minutes).toNanos();
  }

  private List<TopicPartition> look(long lagOfOne, long lagOfTwo) {
    return stuck.among(Map.of(ONE, lagOfOne, TWO, lagOfTwo), NO_BATCH);
  }
}
