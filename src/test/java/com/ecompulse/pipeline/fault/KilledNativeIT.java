package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import org.junit.jupiter.api.Test;

/** The service's process is killed (SIGKILL) at any moment. */
class KilledNativeIT extends FaultScene {

  @Test
  void killedAndStartedAgainItLosesNothingAndDoublesNothing() {
    // Given
    PackagedApplication application = start("pod-0");
    Load load = load(application);

    // When
    for (int round = 1; round <= ROUNDS; round++) {
      aMomentLater();
      application.kill();
      // A pod of a stateful set keeps its name, and with it the transactional id; others do not.
      application = start(random.nextBoolean() ? "pod-0" : "pod-" + round);
      load.through(application);
    }
    load.awaitAccepted(500);

    // Then
    assertKept();
    assertThat(application.isLive()).isTrue();
  }
}
