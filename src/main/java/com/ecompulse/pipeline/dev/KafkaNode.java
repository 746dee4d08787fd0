package com.ecompulse.pipeline.dev;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka node, broker and controller in one, inside this JVM and open to this machine alone. Its
 * data live as long as it does.
 */
final class KafkaNode implements AutoCloseable {

  private static final String HOST = "localhost";
  private static final String NODE_ID = "1";
  private static final int ANY_PORT = 0;

  private final KafkaRaftServer server;
  private final int port;
  private final Path data;

  private KafkaNode(KafkaRaftServer server, int port, Path data) {
    this.server = server;
    this.port = port;
    this.data = data;
  }

  /** Starts a node at that port, with its data in a directory that is made anew. */
  static KafkaNode start(int port, Path data) {
    KafkaNode node = formatted(port, data);
    try {
      node.server.startup();
      return node;
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  /** That port, or any other where that one is taken. */
  static int freePort(int preferred) {
    try (ServerSocket probe = new ServerSocket(preferred, 1, InetAddress.getByName(HOST))) {
      return probe.getLocalPort();
    } catch (IOException e) {
      if (preferred == ANY_PORT) {
        throw new UncheckedIOException("This machine has no free port", e);
      }
      return freePort(ANY_PORT);
    }
  }

  /** Where clients find it. */
  String address() {
    return HOST + ":" + port;
  }

  /** Stops the node and deletes its data. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    deleteIfThere(data);
  }

  private static KafkaNode formatted(int port, Path data) {
    deleteIfThere(data);
    format(data);
    KafkaConfig config = new KafkaConfig(settings(port, freePort(ANY_PORT), data), false);
    return new KafkaNode(new KafkaRaftServer(config, Time.SYSTEM), port, data);
  }

  private static void deleteIfThere(Path data) {
    try {
      Utils.delete(data.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete the data of a Kafka node in " + data, e);
    }
  }

  private static void format(Path data) {
    try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
      new Formatter()
          .setPrintStream(nowhere)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(Integer.parseInt(NODE_ID))
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot format " + data + " for a Kafka node", e);
    }
  }

  private static Map<String, String> settings(int port, int controllerPort, Path data) {
    Map<String, String> settings = new HashMap<>();
    settings.put("node.id", NODE_ID);
    settings.put("process.roles", "broker,controller");
    settings.put(
        "listeners",
        "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(HOST, port, HOST, controllerPort));
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("controller.quorum.voters", "%s@%s:%d".formatted(NODE_ID, HOST, controllerPort));
    settings.put("log.dirs", data.toString());
    // Topics are made with the partitions of the contract, never by being asked for.
    settings.put("auto.create.topics.enable", "false");
    // Kafka keeps its own topics three times over unless told otherwise.
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    // Small and quick to start, as befits one developer's machine.
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    return settings;
  }
}
