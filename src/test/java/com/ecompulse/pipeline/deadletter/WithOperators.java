package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.OperatorClient;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** The application as it is where operators may see dead letters. */
public class WithOperators implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "pipeline.operators.token",
        OperatorClient.TOKEN,
        "pipeline.dead-letters.max-attempts",
        "3");
  }

  /** The same for the packaged application. */
  static Map<String, String> environment(KafkaCluster cluster) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers());
    environment.put("PIPELINE_TOPICS_PROVISION", "true");
    environment.put("PIPELINE_TOPICS_REPLICATION_FACTOR", "1");
    environment.put("PIPELINE_OPERATORS_TOKEN", OperatorClient.TOKEN);
    environment.put("PIPELINE_DEAD_LETTERS_MAX_ATTEMPTS", "3");
    return environment;
  }
}
