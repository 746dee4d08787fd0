package com.ecompulse.pipeline.footprint;

import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the application that is watched from its first moment on. */
final class Run implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
  private static final int PARTITIONS = 24;

  private final int httpPort = Ports.free();
  private final int managementPort = Ports.free();
  private final Process process;
  private final double readyMillis;

  /** Starts it and waits until it is ready. */
  Run(Packaging packaging, Map<String, String> environment) throws IOException {
    Path logs = Files.createDirectories(Path.of("target", "footprint"));
    // Snappy's library is unpacked there under one name, and no two processes may share it.
    Path temporary = Files.createTempDirectory(logs, "tmp-").toAbsolutePath();
    List<String> command = new ArrayList<>(packaging.command());
    command.add(1, "-Djava.io.tmpdir=" + temporary);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    builder.redirectOutput(Files.createTempFile(logs, packaging.name() + "-", ".log").toFile());
    builder.environment().keySet().removeIf(key -> key.matches("(QUARKUS|KAFKA|PIPELINE|MP)_.*"));
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", "" + httpPort);
    builder.environment().put("QUARKUS_MANAGEMENT_PORT", "" + managementPort);
    long begun = System.nanoTime();
    process = builder.start();
    await(packaging.name() + " is ready")
        .atMost(LONGEST)
        .pollDelay(Duration.ZERO)
        .pollInterval(BETWEEN_LOOKS)
        .failFast("it ended", () -> !process.isAlive())
        .until(this::isReady);
    readyMillis = (System.nanoTime() - begun) / 1e6;
  }

  double readyMillis() {
    return readyMillis;
  }

  URI http() {
    return URI.create("http://localhost:" + httpPort);
  }

  /** Waits until it has all partitions of the raw topic, and has been scraped. */
  void awaitAllPartitions() {
    await("all partitions")
        .atMost(LONGEST)
        .until(() -> metrics().count("ecompulse_consumer_lag") == PARTITIONS);
  }

  Metrics metrics() {
    return new Metrics(URI.create("http://localhost:" + managementPort));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Memory now, in MiB. */
  double rss() {
    return status("VmRSS");
  }

  /** The most memory it ever had, in MiB. */
  double peakRss() {
    return status("VmHWM");
  }

  /** Asks it to end, and waits: a JVM may have an archive to write. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
  }

  private double status(String key) {
    try {
      return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
          .filter(line -> line.startsWith(key + ":"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asked on a bare socket: a client's own pace must not show. */
  private boolean isReady() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", managementPort));
      socket
          .getOutputStream()
          .write("GET /q/health/ready HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(16), StandardCharsets.US_ASCII)
          .contains(" 200 ");
    } catch (IOException notYet) {
      return false;
    }
  }
}
