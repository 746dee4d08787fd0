package com.ecompulse.pipeline.container;

import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Health;
import com.ecompulse.pipeline.support.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An image's entry point, running in its root: own mounts, processes, host name and IPC; the root
 * read-only but for a small {@code /tmp}; the image's user, without capabilities; limited memory.
 */
final class Container implements AutoCloseable {
  private static final Path SCRIPT = Path.of("src", "test", "resources", "container", "run.sh");
  private static final Duration READY = Duration.ofSeconds(120);
  private static final int END_SECONDS = 60;

  private final Path output;
  private final int httpPort = Ports.free();
  private final int managementPort = Ports.free();
  private final MemoryLimit memory;
  private final Process unshare;

  Container(Dockerfile image, ImageRoot root, long memoryBytes, Map<String, String> environment)
      throws IOException {
    output = root.path().resolveSibling("output.log");
    memory = new MemoryLimit(memoryBytes);
    ProcessBuilder builder = new ProcessBuilder(command(image, root));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().putAll(image.environment());
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", "" + httpPort);
    builder.environment().put("QUARKUS_MANAGEMENT_PORT", "" + managementPort);
    unshare = builder.start();
  }

  private List<String> command(Dockerfile image, ImageRoot root) {
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "--mount", "--pid", "--uts", "--ipc", "--kill-child", "--fork"));
    command.addAll(List.of("sh", SCRIPT.toString(), root.path().toAbsolutePath().toString()));
    command.addAll(List.of(memory.group().toString(), image.workingDirectory()));
    command.addAll(List.of("" + image.user().id(), "" + image.user().group()));
    command.addAll(image.entryPoint());
    return command;
  }

  void awaitReady() {
    Health health = new Health(URI.create("http://localhost:" + managementPort));
    await("ready; its output is in " + output)
        .atMost(READY)
        .failFast("it ended; its output is in " + output, () -> !unshare.isAlive())
        .until(health::isReady);
  }

  URI http() {
    return URI.create("http://localhost:" + httpPort);
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  MemoryLimit memory() {
    return memory;
  }

  /** A line of the kernel's word on the process, such as Uid, CapEff or VmHWM. */
  String status(String key) throws IOException {
    return Files.readAllLines(process().resolve("status")).stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  /** How the file system at that place of its root is mounted: {@code ro} or {@code rw}. */
  String mode(String place) throws IOException {
    return Files.readAllLines(process().resolve("mountinfo")).stream()
        .map(line -> line.split(" "))
        .filter(fields -> fields[4].equals(place))
        .map(fields -> fields[5].split(",")[0])
        .reduce((below, above) -> above)
        .orElseThrow();
  }

  /** Asks the entry point to end (SIGTERM), and gives its exit code. */
  int terminate() {
    entryPoint().destroy();
    return unshare.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join().exitValue();
  }

  @Override
  public void close() throws IOException {
    unshare.destroyForcibly();
    unshare.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join();
    await("the group is empty")
        .until(() -> Files.readString(memory.group().resolve("cgroup.procs")).isBlank());
    memory.close();
  }

  private Path process() {
    return Path.of("/proc", Long.toString(entryPoint().pid()));
  }

  /** Each of the commands before it has become the next one. */
  private ProcessHandle entryPoint() {
    return unshare.toHandle().children().findFirst().orElseThrow();
  }
}
