package com.ecompulse.pipeline.dev;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.dev.appstate.ApplicationStateNotification;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;

/**
 * A real one-node Kafka inside {@code quarkus:dev}, when nobody gave a broker. It starts before the
 * channels connect, outlives every live reload with its data, and ends with dev mode, leaving
 * nothing behind.
 */
@IfBuildProfile("dev")
@ApplicationScoped
class DevBroker {

  static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";

  private static final Logger LOG = Logger.getLogger(DevBroker.class);
  private static final int PORT = 9092;
  private static final String DEFAULT_ADDRESS = "localhost:" + PORT;

  /** The ordinal of application.properties; the environment, -D and .env stand above it. */
  private static final int DEFAULTS_ORDINAL = 250;

  /**
   * Where the broker that runs in this JVM is: a system property, for a live reload throws every
   * class of the application away, with its fields.
   */
  private static final String RUNNING = "dev-broker.address";

  /** The channels connect at the same event, later: the lower number comes first. */
  void start(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting,
      Config config) {
    ConfigValue servers = config.getConfigValue(BOOTSTRAP_SERVERS);
    String running = System.getProperty(RUNNING);
    if (running != null && running.equals(servers.getValue())) {
      LOG.infof("Kafka of dev mode goes on: address=%s", running);
    } else if (isGiven(servers)) {
      LOG.infof("Kafka was given: address=%s by=%s", servers.getValue(), servers.getSourceName());
    } else {
      startNode(KafkaNode.freePort(PORT), target().resolve("dev-broker"));
    }
  }

  /** Whether somebody said where Kafka is; the default in application.properties is nobody. */
  static boolean isGiven(ConfigValue servers) {
    return servers.getValue() != null
        && (servers.getSourceOrdinal() > DEFAULTS_ORDINAL
            || !servers.getValue().equals(DEFAULT_ADDRESS));
  }

  private static void startNode(int port, Path data) {
    KafkaNode node = KafkaNode.start(port, data);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "dev-broker-stop"));
    System.setProperty(RUNNING, node.address());
    LOG.infof("Kafka of dev mode started: address=%s data=%s", node.address(), data);
    if (port != PORT) {
      System.setProperty(BOOTSTRAP_SERVERS, node.address());
      LOG.warnf(
          "Port %d is taken, hence the other one; KAFKA_BOOTSTRAP_SERVERS=%s uses what is there",
          PORT, DEFAULT_ADDRESS);
    }
  }

  /** The JVM's shutdown hooks run all at once, and clients want a broker to say goodbye to. */
  private static void stop(KafkaNode node) {
    if (ApplicationStateNotification.getState() == ApplicationStateNotification.State.STARTED) {
      ApplicationStateNotification.waitForApplicationStop();
    }
    node.close();
  }

  /** Maven's target: the parent of the directory that this class comes from. */
  private static Path target() {
    String classes = DevBroker.class.getProtectionDomain().getCodeSource().getLocation().toString();
    return Path.of(URI.create(classes)).getParent();
  }
}
