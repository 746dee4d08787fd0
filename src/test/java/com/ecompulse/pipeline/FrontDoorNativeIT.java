package com.ecompulse.pipeline;

import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The front door of the packaged application: the jar, or the native binary. */
@Tag("extended")
class FrontDoorNativeIT extends FrontDoorContract {
  private static KafkaCluster cluster;
  private static PackagedApplication application;

  @BeforeAll
  static void start() {
    cluster = KafkaCluster.start(1);
    application =
        PackagedApplication.start(
            "front-door",
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                "PIPELINE_TOPICS_PROVISION", "true",
                "PIPELINE_TOPICS_REPLICATION_FACTOR", "1"));
  }

  @AfterAll
  static void stop() {
    application.close();
    cluster.close();
  }

  @Override
  URI http() {
    return application.http();
  }

  @Override
  KafkaClients kafka() {
    return cluster.clients();
  }
}
