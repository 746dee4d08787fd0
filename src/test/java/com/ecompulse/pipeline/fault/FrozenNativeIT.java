package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A zombie: a process is frozen (SIGSTOP) for longer than its session and its transaction last,
 * while another takes over its work, and wakes with a batch in its hands.
 */
class FrozenNativeIT extends FaultScene {
  private static final Duration SOON = Duration.ofSeconds(120);

  @Test
  void whatWakesAfterItsWorkWasTakenOverWritesNothing() throws Exception {
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
      frozen = recovered(frozen, round);
      load.through(other, frozen);
    }
    awaitWorkOf(frozen);
    assertKept();
  }

  /** It goes on, or it ends itself because its producer was fenced, and is started again. */
  private PackagedApplication recovered(PackagedApplication woken, int round) {
    await("woken up, or ended")
        .atMost(SOON)
        .until(() -> !woken.isAlive() || woken.isLive() && woken.isReady());
    if (woken.isAlive()) {
      return woken;
    }
    assertThat(woken.exitCode()).isEqualTo(1);
    return start("frozen-" + round);
  }

  private static void awaitWorkOf(PackagedApplication application)
      throws IOException, InterruptedException {
    Metrics metrics = new Metrics(application.management());
    double before = metrics.sum("ecompulse_events_consumed_total");
    await("has its share of the work")
        .atMost(SOON)
        .until(() -> metrics.sum("ecompulse_events_consumed_total") > before);
  }
}
