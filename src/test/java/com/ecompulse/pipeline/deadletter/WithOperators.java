package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.PackagedPipeline;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application as it is where operators may see dead letters. */
public class WithOperators implements QuarkusTestProfile {
  /** The same for the packaged application. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "PIPELINE_OPERATORS_TOKEN",
          OperatorClient.TOKEN,
          "PIPELINE_DEAD_LETTERS_MAX_ATTEMPTS",
          "3");

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "pipeline.operators.token",
        OperatorClient.TOKEN,
        "pipeline.dead-letters.max-attempts",
        "3");
  }

  /** The same for the packaged application that stands there. */
  static Map<String, String> environment(KafkaCluster cluster) {
    return PackagedPipeline.onOneBroker(cluster, SETTINGS);
  }
}
