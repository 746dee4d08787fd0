package com.ecompulse.pipeline.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The packaged application as a process of its own, which can be ended, killed and frozen: the jar
 * in {@code target/quarkus-app}, or the native binary where the build makes one ({@code -Dnative}).
 * It listens on free ports and writes to a file under {@code target/packaged-application}.
 */
public final class PackagedApplication implements AutoCloseable {

  private static final Path OUTPUTS = Path.of("target", "packaged-application");
  private static final Duration READY = Duration.ofSeconds(90);
  private static final int END_SECONDS = 60;
  private static final int SHOWN_LINES = 40;

  private final Launch launch;
  private final Path output;
  private final Process process;

  private PackagedApplication(Launch launch) {
    this.launch = launch;
    try {
      output = Files.createTempFile(Files.createDirectories(OUTPUTS), launch.name() + "-", ".log");
      Path temporary = Files.createTempDirectory(OUTPUTS, "tmp-").toAbsolutePath();
      process =
          launch
              .process(temporary)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // For a test run that is itself ended before it closes this.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /** Starts the application and returns when it is ready. */
  public static PackagedApplication start(String name, Map<String, String> environment) {
    PackagedApplication application = launch(name, environment, Map.of());
    try {
      application.awaitReady();
      return application;
    } catch (RuntimeException | Error notReady) {
      application.close();
      throw notReady;
    }
  }

  /** Starts the application and returns at once. */
  public static PackagedApplication launch(
      String name, Map<String, String> environment, Map<String, String> systemProperties) {
    return launch(name, Launch.builtBinary(), environment, systemProperties);
  }

  /** Starts a native binary, whatever the build makes, and returns at once. */
  public static PackagedApplication launchBinary(
      Path binary, String name, Map<String, String> environment) {
    return launch(name, Optional.of(binary), environment, Map.of());
  }

  private static PackagedApplication launch(
      String name,
      Optional<Path> binary,
      Map<String, String> environment,
      Map<String, String> systemProperties) {
    return new PackagedApplication(
        new Launch(name, binary, environment, systemProperties, Ports.free(), Ports.free()));
  }

  /** Starts it anew, as it was started and at its old address, once it has ended. */
  public PackagedApplication again() {
    return new PackagedApplication(launch);
  }

  /** Waits until it is ready; fails with the end of its output if it ends or takes too long. */
  public void awaitReady() {
    try {
      await("the application is ready")
          .atMost(READY)
          .failFast("the application ended", () -> !process.isAlive())
          .until(this::isReady);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new AssertionError(e.getMessage() + "; its output ends:\n" + endOfOutput(), e);
    }
  }

  /** Whether its readiness is UP now. */
  public boolean isReady() {
    return new Health(management()).isReady();
  }

  /** Whether its readiness is DOWN now, of which it can still tell. */
  public boolean isNotReady() {
    return new Health(management()).isNotReady();
  }

  /** Whether its liveness is UP now. */
  public boolean isLive() {
    return new Health(management()).isLive();
  }

  /** Where the public interface is. */
  public URI http() {
    return URI.create("http://localhost:" + launch.httpPort());
  }

  /** Where health and metrics are. */
  public URI management() {
    return URI.create("http://localhost:" + launch.managementPort());
  }

  /** What it printed. */
  public Path output() {
    return output;
  }

  /** What it printed so far. */
  public Stream<String> lines() {
    try {
      return Files.readAllLines(output).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The process as the operating system knows it. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Asks it to end (SIGTERM), waits until it has, and gives its exit code. */
  public int terminate() {
    process.destroy();
    return exitCode();
  }

  /** Ends it without asking (SIGKILL). */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Freezes it where it stands (SIGSTOP): it keeps its connections and answers nobody. */
  public void pause() {
    signal("STOP");
  }

  /** Lets a frozen process go on (SIGCONT). */
  public void resume() {
    signal("CONT");
  }

  /** Has it print what its threads do to its output (SIGQUIT), whose path is returned. */
  Path dumpThreads() {
    signal("QUIT");
    return output;
  }

  @Override
  public void close() {
    kill();
  }

  /** Waits until it has ended, and gives its exit code. */
  public int exitCode() {
    return process.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join().exitValue();
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (kill.onExit().join().exitValue() != 0) {
        throw new IllegalStateException("kill -%s was refused".formatted(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String endOfOutput() {
    List<String> all = lines().toList();
    return String.join("\n", all.subList(Math.max(0, all.size() - SHOWN_LINES), all.size()));
  }
}
