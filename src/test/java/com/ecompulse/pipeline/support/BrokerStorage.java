package com.ecompulse.pipeline.support;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The directory of a broker that is its own controller, as {@code kafka-storage format} makes it.
 */
final class BrokerStorage {
  private static final int NODE_ID = 1;

  private BrokerStorage() {}

  static void format(Path data) {
    try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
      new Formatter()
          .setPrintStream(nowhere)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE_ID)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot format " + data, e);
    }
  }
}
