package com.ecompulse.pipeline.bench.emitter;

import com.ecompulse.pipeline.bench.JavaProcess;
import com.ecompulse.pipeline.bench.RunningProcess;
import com.ecompulse.pipeline.bench.processor.Enricher;
import com.ecompulse.pipeline.event.EventPipeline;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * A small Quarkus application with the same extensions as the pipeline, of this package's beans and
 * the pipeline's core: what one writes with SmallRye's emitters and strategies alone. It is built
 * and packaged as any Quarkus application, and run as a process of its own.
 */
public final class EmitterApplication {
  private static final Path DIRECTORY = Path.of("target", "bench", "emitter-application");
  private static final Path JAR = DIRECTORY.resolve(Path.of("quarkus-app", "quarkus-run.jar"));

  private static final String PACKAGE = "com/ecompulse/pipeline/";

  /** Which files are the application's, each told by a class that lies beside them. */
  private static final Map<Class<?>, List<String>> FILES =
      Map.of(
          EventPipeline.class,
          List.of(
              PACKAGE + "event",
              PACKAGE + "raw",
              PACKAGE + "enrich",
              PACKAGE + "reference",
              PACKAGE + "telemetry/Meters",
              PACKAGE + "config/EnrichmentConfig",
              PACKAGE + "config/ReferenceConfig",
              "referrers"),
          Enricher.class,
          List.of(
              PACKAGE + "bench/emitter",
              PACKAGE + "bench/processor/Enricher",
              PACKAGE + "enrich/Steps",
              PACKAGE + "reference/Tables"));

  private static EmitterApplication built;

  private EmitterApplication() {}

  /** Builds it, once for all who ask. */
  public static synchronized EmitterApplication get() {
    if (built == null) {
      built = build();
    }
    return built;
  }

  private static EmitterApplication build() {
    try {
      Utils.delete(DIRECTORY.toFile());
      Path root = Files.createDirectories(DIRECTORY.resolve("classes"));
      copyFiles(root);
      Files.writeString(root.resolve("application.properties"), EmitterSettings.text());
      try (CuratedApplication application =
          QuarkusBootstrap.builder()
              .setApplicationRoot(root)
              .setProjectRoot(Path.of("").toAbsolutePath())
              .setTargetDirectory(DIRECTORY)
              .setBaseName("emitter")
              .setMode(QuarkusBootstrap.Mode.PROD)
              .setLocalProjectDiscovery(true)
              .setIsolateDeployment(true)
              .build()
              .bootstrap()) {
        application.createAugmentor().createProductionApplication();
      }
      return new EmitterApplication();
    } catch (Exception e) {
      throw new IllegalStateException("The emitters' application cannot be built", e);
    }
  }

  /** A processor that sends through SmallRye's transactional emitter. */
  public RunningProcess withTransaction(String servers, String group) {
    return start(servers, group, Map.of("MP_MESSAGING_INCOMING_BATCHES_IN_ENABLED", "true"));
  }

  /** A processor of one message a record. */
  public RunningProcess perRecord(String servers, String group) {
    return start(servers, group, Map.of("MP_MESSAGING_INCOMING_RECORDS_IN_ENABLED", "true"));
  }

  /** A front door that sends a message an event. */
  public RunningProcess frontDoor(String servers, int port) {
    return start(servers, "none", Map.of("QUARKUS_HTTP_PORT", "" + port));
  }

  private static RunningProcess start(
      String servers, String group, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("QUARKUS_HTTP_PORT", "0");
    all.put("KAFKA_BOOTSTRAP_SERVERS", servers);
    all.put("BENCH_GROUP", group);
    return JavaProcess.ofJar(JAR, all);
  }

  private static void copyFiles(Path root) throws IOException {
    for (Map.Entry<Class<?>, List<String>> beside : FILES.entrySet()) {
      Path from = location(beside.getKey());
      try (Stream<Path> files = Files.walk(from)) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> beside.getValue().stream().anyMatch(isAt(from.relativize(file))))
            .forEach(file -> copy(file, root, from));
      }
    }
  }

  /** In that folder, or a class of that name with those inside it. */
  private static Predicate<String> isAt(Path file) {
    return name ->
        file.startsWith(name)
            || file.toString().equals(name + ".class")
            || file.toString().startsWith(name + "$");
  }

  private static Path location(Class<?> neighbour) {
    try {
      return Path.of(neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path file, Path root, Path from) {
    try {
      Path target = root.resolve(from.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
