package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.ProxiedBroker;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.support.Traffic;
import com.ecompulse.pipeline.topics.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The brokers are there and take raw events, but refuse what comes out of them. */
class RefusedOutputsNativeIT {
  private static final Duration SOON = Duration.ofSeconds(90);

  private ProxiedBroker broker;
  private PackagedApplication application;
  private Traffic traffic;

  @BeforeEach
  void start() {
    broker = ProxiedBroker.startWithTopics();
    // The times stand to each other as they do in production, a twentieth as long.
    application =
        PackagedApplication.start(
            "refused-outputs",
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "KAFKA_REQUEST_TIMEOUT_MS", "1500",
                "MP_MESSAGING_OUTGOING_ENRICHED_OUT_DELIVERY_TIMEOUT_MS", "6000",
                "MP_MESSAGING_OUTGOING_ENRICHED_OUT_TRANSACTION_TIMEOUT_MS", "3000",
                "MP_MESSAGING_OUTGOING_ENRICHED_OUT_MAX_BLOCK_MS", "500"));
  }

  @AfterEach
  void stop() {
    traffic.close();
    application.close();
    broker.close();
  }

  @Test
  void tooFewReplicasOfTheEnrichedTopicAreWaitedForAndKillNoEvent() {
    // Given
    setMinInSyncReplicas("2");
    traffic = Traffic.start(application.http(), "t", 4, 2_000);

    // When
    await("batches are aborted")
        .atMost(SOON)
        .failFast("the application ended", () -> !application.isAlive())
        .until(() -> abortedBatches() >= 2);
    traffic.stop();

    // Then
    assertThat(application.isReady()).isFalse();
    try (TopicReader deadLetters =
        TopicReader.fromBeginning(broker.cluster().clients(), TopicSpec.DEAD_LETTERS)) {
      assertThat(deadLetters.drain()).isEmpty();
    }
    setMinInSyncReplicas("1");
    Audit audit = new Audit(broker.cluster().clients());
    audit.assertKept(traffic.accepted(), traffic.unanswered(), traffic.invalid());
    assertThat(traffic.accepted()).hasSize(2_000);
    application.awaitReady();
  }

  private double abortedBatches() throws Exception {
    return new Metrics(application.management()).sum("ecompulse_batches_total{result=\"aborted\"}");
  }

  private void setMinInSyncReplicas(String replicas) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TopicSpec.ENRICHED);
    AlterConfigOp set =
        new AlterConfigOp(
            new ConfigEntry("min.insync.replicas", replicas), AlterConfigOp.OpType.SET);
    try (Admin admin = broker.cluster().clients().admin()) {
      KafkaClients.get(admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all());
    }
  }
}
