package com.ecompulse.pipeline.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Dev mode's broker is no part of the packaged application, neither its classes nor Kafka's. */
class DevBrokerAbsentIT {

  private static final Path TARGET = Path.of("target");

  @Test
  void thePackageHoldsNoClassOfDevMode() throws IOException {
    // Given
    List<Path> jars = packagedJars();

    // When
    List<String> entries = jars.stream().flatMap(DevBrokerAbsentIT::entries).toList();

    // Then
    assertThat(entries)
        .contains("com/ecompulse/pipeline/config/PipelineConfig.class")
        .noneMatch(name -> name.matches("com/ecompulse/pipeline/dev/.*\\.class"));
  }

  @Test
  void thePackageHoldsNoBroker() throws IOException {
    // Given
    List<Path> jars = packagedJars();

    // When
    List<String> names = jars.stream().map(jar -> jar.getFileName().toString()).toList();

    // Then
    assertThat(names)
        .anyMatch(name -> name.contains("kafka-clients"))
        .noneMatch(name -> name.contains("kafka_2") || name.contains("scala-library"));
  }

  /** The jars of the fast-jar, or what the native image was made from. */
  private static List<Path> packagedJars() throws IOException {
    try (Stream<Path> files = Files.walk(TARGET)) {
      return files.filter(file -> file.toString().endsWith(".jar") && isPackaged(file)).toList();
    }
  }

  private static boolean isPackaged(Path file) {
    String directory = TARGET.relativize(file).getName(0).toString();
    return directory.equals("quarkus-app") || directory.endsWith("-native-image-source-jar");
  }

  private static Stream<String> entries(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
