package com.ecompulse.pipeline.support;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker, and the packaged application on it, for all the tests of a class: the jar, or the
 * native binary. The class' nested classes share them.
 */
public final class PackagedPipeline implements BeforeAllCallback, AfterAllCallback {
  private final String name;
  private final Map<String, String> settings;
  private KafkaCluster cluster;
  private PackagedApplication application;

  /**
   * @param name of its output
   * @param settings as environment variables, beyond what {@link #onOneBroker} says
   */
  public PackagedPipeline(String name, Map<String, String> settings) {
    this.name = name;
    this.settings = settings;
  }

  /** What an application is told that stands on one broker, and these settings. */
  public static Map<String, String> onOneBroker(
      KafkaCluster cluster, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers());
    environment.put("PIPELINE_TOPICS_PROVISION", "true");
    environment.put("PIPELINE_TOPICS_REPLICATION_FACTOR", "1");
    return environment;
  }

  public RunningPipeline running() {
    return new RunningPipeline(application.http(), application.management(), cluster.clients());
  }

  /** What the application printed so far. */
  public Stream<String> lines() {
    return application.lines();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!isNested(context)) {
      cluster = KafkaCluster.start(1);
      application = PackagedApplication.start(name, onOneBroker(cluster, settings));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (!isNested(context)) {
      if (application != null) {
        application.close();
      }
      cluster.close();
    }
  }

  private static boolean isNested(ExtensionContext context) {
    return context.getRequiredTestClass().isAnnotationPresent(Nested.class);
  }
}
