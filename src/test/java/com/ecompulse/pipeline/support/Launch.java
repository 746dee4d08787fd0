package com.ecompulse.pipeline.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What it takes to start the packaged application, and to start it again at the same address. */
record Launch(
    String name,
    Optional<Path> binary,
    Map<String, String> environment,
    Map<String, String> systemProperties,
    int httpPort,
    int managementPort) {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

  /** What a developer's shell may hold and would change the application under test. */
  private static final List<String> FOREIGN = List.of("QUARKUS_", "KAFKA_", "PIPELINE_", "MP_");

  /** The binary that this build makes, if it makes one. */
  static Optional<Path> builtBinary() {
    return System.getProperty("native") == null
        ? Optional.empty()
        : Optional.of(Path.of(System.getProperty("native.image.path", "")));
  }

  /**
   * The process to start.
   *
   * @param temporary its own directory: what a killed process leaves there stays in the build's
   *     output, and no two share a file
   */
  ProcessBuilder process(Path temporary) {
    ProcessBuilder builder = new ProcessBuilder(command(temporary));
    builder.environment().keySet().removeIf(key -> FOREIGN.stream().anyMatch(key::startsWith));
    // Most tests are about events, not about who may send them.
    builder.environment().put("PIPELINE_INGEST_OPEN", "true");
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", "" + httpPort);
    builder.environment().put("QUARKUS_MANAGEMENT_PORT", "" + managementPort);
    return builder;
  }

  private List<String> command(Path temporary) {
    List<String> command = new ArrayList<>();
    command.add(binary.map(Launch::executable).orElse(JAVA).toString());
    systemProperties.forEach((key, value) -> command.add("-D%s=%s".formatted(key, value)));
    command.add("-Djava.io.tmpdir=" + temporary);
    if (binary.isPresent()) {
      // A binary has the same options, such as -Xmx, but reads them from its command line alone.
      command.addAll(List.of(environment.getOrDefault(OPTIONS, "").split(" ")));
      command.removeIf(String::isEmpty);
    } else {
      command.addAll(List.of("-jar", JAR.toString()));
    }
    return command;
  }

  private static Path executable(Path binary) {
    if (!Files.isExecutable(binary)) {
      throw new IllegalStateException("No native binary: " + binary);
    }
    return binary.toAbsolutePath();
  }
}
