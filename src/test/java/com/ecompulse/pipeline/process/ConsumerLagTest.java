package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {
  private static final Map<Integer, Long> LAST = Map.of(0, 3L, 1, 700L, 2, 9L);

  /** Or the alert would go quiet in the very trouble it is for. */
  @Test
  void ofAPartitionWhoseLeaderDoesNotAnswerTheLastLagStays() {
    assertThat(ConsumerLag.withLast(LAST, Set.of(0, 1, 3), Map.of(0, 5L)))
        .isEqualTo(Map.of(0, 5L, 1, 700L));
  }

  @Test
  void aPartitionThatIsAnothersIsNoLongerTold() {
    assertThat(ConsumerLag.withLast(LAST, Set.of(0), Map.of(0, 5L))).isEqualTo(Map.of(0, 5L));
  }
}
