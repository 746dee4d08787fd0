package com.ecompulse.pipeline.fault;

import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A zombie: a process is frozen (SIGSTOP) for longer than its session and its transaction last,
 * while another takes over its work, and wakes with a batch in its hands.
 */
@Tag("extended")
class FrozenNativeIT extends FaultScene {
  @Test
  void whatWakesAfterItsWorkWasTakenOverWritesNothing() {
    // Given
    PackagedApplication other = start("other");
    PackagedApplication frozen = start("frozen-0");
    Load load = load(other, frozen);

    for (int round = 1; round < ROUNDS; round++) {
      frozen = awaitAtWork(frozen);

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
    awaitAtWork(frozen);
    assertKept();
  }

  /** What it held when it was frozen may end it only when it has been ready again for a while. */
  private PackagedApplication awaitAtWork(PackagedApplication application) {
    double before = consumedBy(application);
    await("has its share of the work, or ended")
        .atMost(SOON)
        .until(() -> consumedBy(application) > before || !application.isAlive());
    return application.isAlive() ? application : awaitAtWork(awaitReadyAgain(application));
  }

  /** Nothing where it has ended. */
  private static double consumedBy(PackagedApplication application) {
    try {
      return new Metrics(application.management()).sum("ecompulse_events_consumed_total");
    } catch (UncheckedIOException ended) {
      return 0;
    }
  }
}
