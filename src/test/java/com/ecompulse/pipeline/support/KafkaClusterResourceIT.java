package com.ecompulse.pipeline.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaClusterResource.class)
class KafkaClusterResourceIT {

  KafkaCluster cluster;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Test
  void theApplicationAndTheTestUseTheSameCluster() {
    assertThat(bootstrapServers).isEqualTo(cluster.bootstrapServers());
  }
}
