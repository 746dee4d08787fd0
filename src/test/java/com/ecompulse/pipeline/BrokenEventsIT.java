package com.ecompulse.pipeline;

import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import com.ecompulse.pipeline.support.RunningPipeline;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Broken events, and the application inside this JVM. */
@QuarkusTest
@QuarkusTestResource(KafkaClusterResource.class)
class BrokenEventsIT extends BrokenEventsContract {
  KafkaCluster cluster;

  @Override
  RunningPipeline pipeline() {
    return RunningPipeline.inThisJvm(cluster);
  }
}
