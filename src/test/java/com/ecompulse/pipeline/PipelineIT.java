package com.ecompulse.pipeline;

import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import com.ecompulse.pipeline.support.RunningPipeline;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The contract, held by the application inside this JVM. */
@QuarkusTest
@QuarkusTestResource(KafkaClusterResource.class)
class PipelineIT extends PipelineContract {
  KafkaCluster cluster;

  @Override
  RunningPipeline pipeline() {
    return RunningPipeline.inThisJvm(cluster);
  }
}
