package com.ecompulse.pipeline;

import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The front door of the application inside this JVM. */
@QuarkusTest
@QuarkusTestResource(KafkaClusterResource.class)
class FrontDoorIT extends FrontDoorContract {
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
