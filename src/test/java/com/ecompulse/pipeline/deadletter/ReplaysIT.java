package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import com.ecompulse.pipeline.support.RunningPipeline;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;

/** What becomes of replays, by the application inside this JVM. */
@QuarkusTest
@TestProfile(WithOperators.class)
@QuarkusTestResource(KafkaClusterResource.class)
@Tag("extended")
class ReplaysIT extends ReplaysContract {
  KafkaCluster cluster;

  @Override
  RunningPipeline pipeline() {
    return RunningPipeline.inThisJvm(cluster);
  }
}
