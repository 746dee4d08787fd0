package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What becomes of replays, by the application inside this JVM. */
@QuarkusTest
@TestProfile(WithOperators.class)
@QuarkusTestResource(KafkaClusterResource.class)
class ReplaysIT extends ReplaysContract {
  KafkaCluster cluster;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Override
  URI http() {
    return URI.create("http://localhost:" + port);
  }

  @Override
  KafkaClients kafka() {
    return cluster.clients();
  }
}
