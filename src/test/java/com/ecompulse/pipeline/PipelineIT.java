package com.ecompulse.pipeline;

import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The contract, held by the application inside this JVM. */
@QuarkusTest
@QuarkusTestResource(KafkaClusterResource.class)
class PipelineIT extends PipelineContract {
  KafkaCluster cluster;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  @Override
  URI http() {
    return URI.create("http://localhost:" + port);
  }

  @Override
  URI management() {
    return URI.create("http://localhost:" + managementPort);
  }

  @Override
  KafkaClients kafka() {
    return cluster.clients();
  }
}
