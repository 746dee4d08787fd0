package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.BrokerProcess;
import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PipelineTopics;
import com.ecompulse.pipeline.support.guarantee.Seed;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The broker's disk is full in the middle of a batch; somebody makes room and starts it again. */
@Tag(FaultScene.LONG)
class DiskFullNativeIT {
  /** Kafka sets aside 10 MiB for an index; a log of that size takes some 40,000 events. */
  private static final int ROOM_BYTES = 11 << 20;

  private final Seed seed = Seed.announced();
  private BrokerProcess broker;
  private PackagedApplication application;
  private Load load;

  @AfterEach
  void stop() {
    if (load != null) {
      load.close();
    }
    if (application != null) {
      application.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void roomIsWaitedForAndNothingIsLost() {
    // Given
    broker = BrokerProcess.startWithRoomFor(ROOM_BYTES);
    try (Admin admin = broker.clients().admin()) {
      await()
          .ignoreExceptions()
          .until(() -> admin.createTopics(PipelineTopics.withReplicas(1)).all().get() == null);
    }
    application =
        PackagedApplication.start(
            "disk-full",
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.clients().bootstrapServers(),
                "MP_MESSAGING_OUTGOING_RAW_OUT_COMPRESSION_TYPE", "none",
                "MP_MESSAGING_OUTGOING_ENRICHED_OUT_COMPRESSION_TYPE", "none",
                "PIPELINE_INGEST_ACK_TIMEOUT", "3S"));
    load = Load.start(Load.Plan.flatOut(seed.value()), application);

    // When
    await("the broker gives up").atMost(Duration.ofMinutes(3)).until(() -> !broker.isAlive());
    assertThat(broker.hasFilled(ROOM_BYTES)).isTrue();
    FaultScene.awaitReadiness(false, application);
    broker.startWithRoom();
    FaultScene.awaitReadiness(true, application);
    load.awaitAccepted(1_000);

    // Then
    new Audit(broker.clients()).assertKept(load.stop());
    assertThat(application.isAlive()).isTrue();
  }
}
