package com.ecompulse.pipeline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, with the benchmark's class path or a jar. */
public final class JavaProcess {
  /** What every JVM gets; the collector is its own choice in a container of 512 MiB. */
  public static final String OPTIONS = "-Xmx512m -XX:+UseSerialGC";

  /** The same for a native binary: a third of the heap is young, as a JVM has it by itself. */
  public static final String NATIVE_OPTIONS = "-Xmx512m -Xmn170m";

  private static final Path OUTPUTS = Path.of("target", "bench");
  private static final int END_SECONDS = 60;

  private JavaProcess() {}

  /** Runs a class that has a {@code main}. */
  public static RunningProcess of(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return start(main.getSimpleName(), command, Map.of());
  }

  /** Runs a jar. */
  public static RunningProcess ofJar(Path jar, Map<String, String> environment) {
    return start(jar.getFileName().toString(), List.of("-jar", jar.toString()), environment);
  }

  private static RunningProcess start(
      String name, List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(OPTIONS.split(" ")));
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile(Files.createDirectories(OUTPUTS), name + "-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      // For a run that is itself ended before it closes this.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new RunningProcess(process.toHandle(), () -> end(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(Process process) {
    process.destroyForcibly().onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join();
  }
}
