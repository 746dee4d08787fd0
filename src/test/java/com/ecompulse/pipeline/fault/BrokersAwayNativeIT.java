package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Brokers stop and come back; only what was broken on purpose is ever dead-lettered. */
@Tag("extended")
class BrokersAwayNativeIT extends FaultScene {

  /** As in production: these outages are shorter. */
  @Override
  Map<String, String> environment() {
    return Map.of("MP_MESSAGING_OUTGOING_ENRICHED_OUT_TRANSACTION_TIMEOUT_MS", "180000");
  }

  @Test
  void eachBrokerInTurnAndThenTwoAtOnce() {
    // Given
    PackagedApplication application = start("pod-0");
    Load load = load(application);

    // When
    for (int id : cluster.brokerIds()) {
      aMomentLater();
      away(load, List.of(id));
    }
    aMomentLater();
    int first = random.nextInt(3);
    away(load, List.of(first, (first + 1) % 3));
    load.awaitAccepted(500);

    // Then
    assertThat(application.isAlive()).isTrue();
    assertThat(application.isLive()).isTrue();
    assertKept();
  }

  private void away(Load load, List<Integer> brokers) {
    brokers.forEach(cluster::stopBroker);
    // Two of three away: fewer than min.insync.replicas, each post waits for its time-out.
    load.awaitBatches(brokers.size() > 1 ? 3 : 20);
    brokers.forEach(cluster::startBroker);
  }
}
