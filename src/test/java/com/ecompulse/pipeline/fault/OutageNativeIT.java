package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Too few brokers are left to take a write, while a process starts, ends, or has a batch in its
 * hands for longer than a transaction may last. Each post then waits for three seconds.
 */
@Tag(FaultScene.LONG)
class OutageNativeIT extends FaultScene {
  /**
   * The pod has 45 s, five of them before it is told to end; the last post, where it waits for ten
   * seconds, takes seven more.
   */
  private static final Duration GRACE = Duration.ofSeconds(20);

  @Test
  void whatStartsMeanwhileTakesUpItsWorkAfterwardsAndIsAliveThroughout() {
    // Given
    PackagedApplication before = start("pod-0");
    Load load = load(before);
    aMomentLater();
    before.kill();

    // When
    away(List.of(1, 2));
    PackagedApplication application = launch("pod-0");
    await("alive").atMost(SOON).until(application::isLive);
    load.through(application);
    load.awaitBatches(5);
    boolean live = application.isLive();
    back(List.of(1, 2));
    application.awaitReady();
    load.awaitAccepted(1_000);

    // Then
    assertThat(live).as("liveness during the outage").isTrue();
    assertThat(application.isLive()).as("liveness after the outage").isTrue();
    assertKept();
    assertThat(application.isAlive()).isTrue();
  }

  @Test
  void whatOutlastsATransactionCostsAtMostANewStart() {
    // Given
    PackagedApplication application = start("pod-0");
    Load load = load(application);
    aMomentLater();

    // When
    away(List.of(1, 2));
    load.awaitBatches(5);
    boolean ready = application.isReady();
    back(List.of(1, 2));
    load.awaitBatches(10);
    PackagedApplication after = awaitReadyAgain(application);
    load.awaitAccepted(500);

    // Then
    assertThat(ready).as("readiness during the outage").isFalse();
    assertKept();
    assertThat(after.isLive()).isTrue();
  }

  @Test
  void whatIsToldToEndMeanwhileEndsInTime() {
    // Given
    PackagedApplication application = start("pod-0");
    Load load = load(application);
    aMomentLater();
    away(cluster.brokerIds());
    load.awaitBatches(1);

    // When
    long asked = System.nanoTime();
    application.terminate();
    Duration took = Duration.ofNanos(System.nanoTime() - asked);

    // Then
    System.out.printf("ended after %d ms%n", took.toMillis());
    back(cluster.brokerIds());
    load.through(start("pod-0"));
    load.awaitAccepted(500);
    assertKept();
    assertThat(took).isLessThan(GRACE);
  }

  @Test
  void whatStartsWhileNoTransactionCanBeBegunWaitsForItAndIsAliveThroughout() {
    // Given
    PackagedApplication before = start("pod-0");
    Load load = load(before);
    aMomentLater();
    before.kill();

    // When
    away(List.of(2));
    cluster.clients().set("__transaction_state", "min.insync.replicas", "3");
    PackagedApplication application = launch("pod-0");
    await("alive").atMost(SOON).until(application::isLive);
    load.through(application);
    double threads = threads(application);
    load.awaitAccepted(6_000);
    boolean live = application.isLive();
    double more = threads(application) - threads;
    cluster.clients().set("__transaction_state", "min.insync.replicas", "2");
    back(List.of(2));
    load.awaitAccepted(1_000);

    // Then
    assertThat(live).as("liveness meanwhile").isTrue();
    assertThat(more).as("threads of producers that were tried and forgotten").isLessThan(10);
    assertKept();
    assertThat(application.isAlive()).as("the process still runs").isTrue();
    assertThat(application.isLive()).as("liveness afterwards").isTrue();
    application.awaitReady();
  }

  private static double threads(PackagedApplication application) {
    return new Metrics(application.management()).sum("jvm_threads_live_threads");
  }

  private void away(List<Integer> brokers) {
    brokers.forEach(cluster::stopBroker);
  }

  private void back(List<Integer> brokers) {
    brokers.forEach(cluster::startBroker);
  }
}
