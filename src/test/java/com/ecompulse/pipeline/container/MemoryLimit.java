package com.ecompulse.pipeline.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A control group of its own, with a limit on memory: version 2, or 1 where that is what is there.
 */
final class MemoryLimit implements AutoCloseable {
  private static final Path MOUNT = Path.of("/sys/fs/cgroup");

  private final Path group;

  /** Makes it; fails where the machine does not allow that. */
  MemoryLimit(long bytes) throws IOException {
    boolean unified = Files.exists(MOUNT.resolve("cgroup.controllers"));
    group =
        Files.createDirectory(
            MOUNT
                .resolve(unified ? "." : "memory")
                .resolve("ecompulse-" + ProcessHandle.current().pid() + "-" + System.nanoTime())
                .normalize());
    Files.writeString(
        group.resolve(unified ? "memory.max" : "memory.limit_in_bytes"), Long.toString(bytes));
  }

  Path group() {
    return group;
  }

  /** How often the kernel has killed for want of memory in it. */
  long kills() throws IOException {
    return Stream.of("memory.events", "memory.oom_control")
        .map(group::resolve)
        .filter(Files::exists)
        .flatMap(MemoryLimit::lines)
        .filter(line -> line.startsWith("oom_kill "))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  /** After its last process has ended. */
  @Override
  public void close() throws IOException {
    Files.delete(group);
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
