package com.ecompulse.pipeline.fault;

import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import org.junit.jupiter.api.Test;

/**
 * A zombie: a process is frozen (SIGSTOP) for longer than its session and its transaction last,
 * while another takes over its work, and wakes with a batch in its hands.
 */
class FrozenNativeIT extends FaultScene {
  @Test
  void whatWakesAfterItsWorkWasTakenOverWritesNothing() {
    // Given
    PackagedApplication other = start("other");
    PackagedApplication frozen = start("frozen-0");
    Load load = load(other, frozen);

    for (int round = 1; round < ROUNDS; round++) {
      awaitWorkOf(frozen);

      // When
      aMomentLater();
      load.through(other);
      frozen.pause();
      load.awaitAccepted(1_000);
      new Audit(cluster.clients()).awaitCaughtUp();
      frozen.resume();

      // Then
      frozen = awaitReadyAgain(frozen);
      load.through(other, frozen);
    }
    awaitWorkOf(frozen);
    assertKept();
  }

  private static void awaitWorkOf(PackagedApplication application) {
    Metrics metrics = new Metrics(application.management());
    double before = metrics.sum("ecompulse_events_consumed_total");
    await("has its share of the work")
        .atMost(SOON)
        .until(() -> metrics.sum("ecompulse_events_consumed_total") > before);
  }
}
