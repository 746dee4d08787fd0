package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** What becomes of replays, by the packaged application: the jar, or the native binary. */
@Tag("extended")
class ReplaysNativeIT extends ReplaysContract {
  private static KafkaCluster cluster;
  private static PackagedApplication application;

  @BeforeAll
  static void start() {
    cluster = KafkaCluster.start(1);
    application = PackagedApplication.start("dead-letters", WithOperators.environment(cluster));
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
