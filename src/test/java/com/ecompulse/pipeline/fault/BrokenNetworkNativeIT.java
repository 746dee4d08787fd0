package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.ProxiedBroker;
import com.ecompulse.pipeline.support.Traffic;
import com.ecompulse.pipeline.support.guarantee.Seed;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network between the application and its broker breaks again and again, in every way. */
class BrokenNetworkNativeIT {
  private static final int FAULTS = 6 * Integer.getInteger("faults.rounds", 1);
  private static final Duration SOON = Duration.ofSeconds(90);

  private ProxiedBroker broker;
  private PackagedApplication application;
  private Traffic traffic;

  @BeforeEach
  void start() {
    broker = ProxiedBroker.startWithTopics();
    application =
        PackagedApplication.start(
            "broken-network",
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "PIPELINE_INGEST_ACK_TIMEOUT", "3S",
                // A connection that answers nothing is given up after 3 s instead of 30, and a
                // transaction's step is asked for again after 1 s instead of 10.
                "KAFKA_REQUEST_TIMEOUT_MS", "3000",
                "MP_MESSAGING_OUTGOING_ENRICHED_OUT_MAX_BLOCK_MS", "1000"));
    traffic = Traffic.start(application.http(), "t", 8, 500_000);
  }

  @AfterEach
  void stop() {
    traffic.close();
    application.close();
    broker.close();
  }

  @Test
  void everyAcceptedEventComesOutOnce() {
    // Given
    Random random = Seed.announced().random();
    awaitProgress();

    // When
    for (int i = 0; i < FAULTS; i++) {
      breakInOneWay(random);
      broker.proxy().heal();
      awaitProgress();
    }
    traffic.stop();

    // Then
    System.out.printf("answers=%s slowest=%s%n", traffic.answers(), traffic.slowestAnswer());
    Audit audit = new Audit(broker.cluster().clients());
    audit.assertKept(traffic.accepted(), traffic.unanswered(), traffic.invalid());
    application.awaitReady();
    assertThat(application.output()).content().doesNotContain("has been blocked");
  }

  private void breakInOneWay(Random random) {
    Duration time = Duration.ofMillis(random.nextInt(5_000));
    switch (random.nextInt(4)) {
      case 0 -> broker.proxy().cut();
      case 1 -> broker.proxy().refuse();
      case 2 -> broker.proxy().fallSilent();
      default -> broker.proxy().delay(Duration.ofMillis(20 + random.nextInt(300)));
    }
    await("alive").pollDelay(time).atMost(SOON).until(application::isAlive);
  }

  private void awaitProgress() {
    int before = traffic.accepted().size();
    await("events are accepted").atMost(SOON).until(() -> traffic.accepted().size() > before);
  }
}
