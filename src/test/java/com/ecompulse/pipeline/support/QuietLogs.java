package com.ecompulse.pipeline.support;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The log of a JVM that no Quarkus application has set up. Quarkus' log manager has every level on
 * there, and drops what it is told: a broker would write each request as JSON for nobody.
 */
public final class QuietLogs {
  /** Held, since java.util.logging forgets the level of a logger that nobody refers to. */
  private static final List<Logger> KAFKA =
      Stream.of("kafka", "state.change.logger", "org.apache.kafka").map(Logger::getLogger).toList();

  /** Tells every write that it refuses for want of replicas, ten times a second. */
  private static final Logger REPLICAS = Logger.getLogger("kafka.server.ReplicaManager");

  private static final Logger ROOT = Logger.getLogger("");

  private QuietLogs() {}

  /** Kafka's classes tell no more than what is wrong with them. */
  public static void ofKafka() {
    KAFKA.forEach(logger -> logger.setLevel(Level.SEVERE));
    REPLICAS.setLevel(Level.OFF);
  }

  /** Nor do any others; for a process that is not a test's own, whose lines a test may read. */
  public static void ofAll() {
    ROOT.setLevel(Level.WARNING);
    ofKafka();
  }
}
