package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PipelineTopics;
import com.ecompulse.pipeline.support.Traffic;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker is there, but none coordinates transactions: their topic wants another broker. */
class AbsentCoordinatorNativeIT {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final Duration OUTAGE =
      Duration.ofSeconds(15L * Integer.getInteger("faults.rounds", 1));

  private KafkaCluster cluster;
  private PackagedApplication application;
  private Traffic traffic;

  @BeforeEach
  void start() {
    cluster =
        KafkaCluster.start(
            2,
            Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "2"));
    cluster.stopBroker(1);
    cluster.createTopics(PipelineTopics.unreplicated());
    application =
        PackagedApplication.launch(
            "absent-coordinator",
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                cluster.bootstrapServers(),
                "MP_MESSAGING_OUTGOING_ENRICHED_OUT_MAX_BLOCK_MS",
                "1000"),
            Map.of());
  }

  @AfterEach
  void stop() {
    traffic.close();
    application.close();
    cluster.close();
  }

  @Test
  void theCoordinatorIsWaitedForByOneProducer() throws Exception {
    // Given
    traffic = Traffic.start(application.http(), "t", 4, 2_000);
    await("events wait to be processed").atMost(SOON).until(() -> traffic.accepted().size() > 0);
    double threads = threads();

    // When
    await("alive").during(OUTAGE).atMost(SOON).until(application::isAlive);
    System.out.printf("threads: %.0f, then %.0f%n", threads, threads());
    double more = threads() - threads;
    cluster.startBroker(1);
    traffic.stop();

    // Then
    application.awaitReady();
    Audit audit = new Audit(cluster.clients());
    audit.assertKept(traffic.accepted(), traffic.unanswered(), traffic.invalid());
    assertThat(more).as("threads of producers left behind").isLessThan(10);
  }

  private double threads() throws Exception {
    return new Metrics(application.management()).sum("jvm_threads_live_threads");
  }
}
