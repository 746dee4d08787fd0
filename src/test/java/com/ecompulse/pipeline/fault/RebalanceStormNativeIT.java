package com.ecompulse.pipeline.fault;

import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/**
 * Instances join the group and leave it, in order or not, every second or two: faster than it
 * settles, and some before they have got a single record.
 */
class RebalanceStormNativeIT extends FaultScene {
  private static final int MOST_AT_ONCE = 3;

  @Test
  void instancesThatComeAndGoLoseNothingAndDoubleNothing() {
    // Given
    PackagedApplication steady = start("steady");
    Load load = load(steady);
    Deque<PackagedApplication> passing = new ArrayDeque<>();

    // When
    for (int round = 1; round <= 3 * ROUNDS; round++) {
      passing.add(launch("passing-" + round));
      aMomentLater();
      if (passing.size() == MOST_AT_ONCE) {
        end(passing.remove());
      }
    }
    passing.forEach(this::end);
    load.awaitAccepted(500);

    // Then
    System.out.printf("rebalances seen by the one that stayed: %d%n", rebalances(steady));
    assertKept();
  }

  private void end(PackagedApplication application) {
    if (random.nextBoolean()) {
      application.kill();
    } else {
      application.terminate();
    }
  }
}
