package com.ecompulse.pipeline.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kafka.Kafka;
import org.apache.kafka.common.utils.Utils;

/**
 * One real broker as a process of its own, with a disk that can be full: no file of its may grow
 * beyond a limit ({@code ulimit -f}), which Kafka takes for what it is, a write that failed.
 */
public final class BrokerProcess implements AutoCloseable {
  /** POSIX counts in these. */
  private static final int BLOCK_BYTES = 512;

  private static final int END_SECONDS = 60;

  private static final Path OUTPUTS = Path.of("target", "brokers");

  private final Path directory;
  private final Path settings;

  /** What it printed, which outlives it. */
  private final Path output;

  private final int port = Ports.free();
  private Process process;

  private BrokerProcess() {
    try {
      output = Files.createTempFile(Files.createDirectories(OUTPUTS), "broker-", ".log");
      directory = Files.createTempDirectory("ecompulse-broker-");
      settings = Files.createTempFile(directory, "server", ".properties");
      Path data = Files.createDirectory(directory.resolve("data"));
      BrokerStorage.format(data);
      writeSettings(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process itself. Argument: the file of the broker's settings. */
  public static void main(String[] args) {
    QuietLogs.ofAll();
    Kafka.main(args);
  }

  /** Starts it with a disk on which no file has room for more than that. */
  public static BrokerProcess startWithRoomFor(int fileBytes) {
    BrokerProcess broker = new BrokerProcess();
    broker.start("ulimit -f %d; ".formatted(fileBytes / BLOCK_BYTES));
    return broker;
  }

  /** Starts it with all the room there is. */
  public static BrokerProcess start() {
    BrokerProcess broker = new BrokerProcess();
    broker.start("");
    return broker;
  }

  /** Starts it again on the same data and port, with all the room there is. */
  public void startWithRoom() {
    start("");
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The process as the operating system knows it. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Whether one of its files has grown as far as that. */
  public boolean hasFilled(int fileBytes) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.anyMatch(file -> file.toFile().length() == fileBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public KafkaClients clients() {
    return new KafkaClients("localhost:" + port);
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join();
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(String limit) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        "%sexec '%s' -Xmx512m -D%s -cp '%s' %s '%s'"
            .formatted(
                limit,
                java,
                "java.util.logging.manager=org.jboss.logmanager.LogManager",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                settings);
    try {
      process =
          new ProcessBuilder("sh", "-c", command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // For a test run that is itself ended before it closes this.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  private void writeSettings(Path data) throws IOException {
    int controllerPort = Ports.free();
    Properties properties = new Properties();
    properties.putAll(
        Map.ofEntries(
            Map.entry("node.id", "1"),
            Map.entry("process.roles", "broker,controller"),
            Map.entry(
                "listeners",
                "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d"
                    .formatted(port, controllerPort)),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("controller.quorum.voters", "1@localhost:" + controllerPort),
            Map.entry("log.dirs", data.toString()),
            // As the application's clients have it: a fixed one that is full drops what the
            // loopback device brings, and what is sent again comes up to 200 ms later.
            Map.entry("socket.send.buffer.bytes", "-1"),
            Map.entry("socket.receive.buffer.bytes", "-1"),
            // With Kafka's 20 ms a transaction that follows at once waits for those whenever it
            // meets the last one's markers (KAFKA-18654).
            Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "3"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "3"),
            Map.entry("group.initial.rebalance.delay.ms", "0")));
    try (OutputStream out = Files.newOutputStream(settings)) {
      properties.store(out, null);
    }
  }
}
