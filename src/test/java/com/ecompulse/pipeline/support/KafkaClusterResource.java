package com.ecompulse.pipeline.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives the application under test a real cluster: one broker, or as many as the argument {@code
 * brokers} says. A test class gets hold of it by a field of type {@link KafkaCluster}.
 *
 * <p>The cluster lives as long as the application does, so all test classes that share the one
 * (those of one test profile) share the other, its topics too: read them with {@link
 * TopicReader#fromNow}. A cluster beyond that cannot be shared: Quarkus loads the tests of each
 * profile in a class loader of their own.
 */
public final class KafkaClusterResource implements QuarkusTestResourceLifecycleManager {

  private int brokers = 1;
  private KafkaCluster cluster;

  @Override
  public void init(Map<String, String> arguments) {
    brokers = Integer.parseInt(arguments.getOrDefault("brokers", "1"));
  }

  @Override
  public Map<String, String> start() {
    cluster = KafkaCluster.start(brokers);
    return Map.of("kafka.bootstrap.servers", cluster.bootstrapServers());
  }

  @Override
  public void inject(TestInjector test) {
    test.injectIntoFields(cluster, new TestInjector.MatchesType(KafkaCluster.class));
  }

  @Override
  public void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }
}
