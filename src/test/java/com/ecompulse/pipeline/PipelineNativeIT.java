package com.ecompulse.pipeline;

import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, held by the packaged application: the jar, or the native binary. */
class PipelineNativeIT extends PipelineContract {
  private static KafkaCluster cluster;
  private static PackagedApplication application;

  @BeforeAll
  static void start() {
    cluster = KafkaCluster.start(1);
    application =
        PackagedApplication.start(
            "contract",
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
  URI management() {
    return application.management();
  }

  @Override
  KafkaClients kafka() {
    return cluster.clients();
  }
}
