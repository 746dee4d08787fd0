package com.ecompulse.pipeline.fault;

import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import org.junit.jupiter.api.Test;

/** Instances join the group and leave it, in order or not, faster than it settles. */
class RebalanceStormNativeIT extends FaultScene {

  @Test
  void instancesThatComeAndGoLoseNothingAndDoubleNothing() {
    // Given
    PackagedApplication steady = start("steady");
    Load load = load(steady);
    PackagedApplication other = start("passing-0");

    // When
    for (int round = 1; round <= ROUNDS; round++) {
      load.through(steady, other);
      PackagedApplication next = launch("passing-" + round);
      aMomentLater();
      load.through(steady);
      if (random.nextBoolean()) {
        other.kill();
      } else {
        other.terminate();
      }
      next.awaitReady();
      other = next;
    }
    load.awaitAccepted(500);

    // Then
    assertKept();
  }
}
