package com.ecompulse.pipeline.footprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way to run what was built.
 *
 * @param files what it is on disk, without a Java run time
 */
record Packaging(String name, List<String> command, Path files) {
  private static final Path FAST_JAR = Path.of("target", "quarkus-app");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  static Packaging nativeBinary(String name, String... options) {
    Path binary = Path.of(System.getProperty("native.image.path"));
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of(options));
    return new Packaging(name, command, binary);
  }

  /** With the heap that it gets in its container of 512 MiB. */
  static Packaging fastJar(String name, String... options) {
    List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-Xmx256m"));
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", FAST_JAR.resolve("quarkus-run.jar").toString()));
    return new Packaging(name, command, FAST_JAR);
  }

  /** Bytes on disk. */
  long size() {
    try (Stream<Path> all = Files.walk(files)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
