package com.ecompulse.pipeline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * An endpoint that {@link HttpMeters} does not know would silently be measured as {@code other}.
 */
class MeasuredEndpointsTest {
  private static final java.nio.file.Path SOURCES = java.nio.file.Path.of("src/main/java");

  /** An endpoint that is no resource: Vert.x is told of it by a call, not by an annotation. */
  private static final Pattern ROUTE = Pattern.compile("router\\(\\)\\s*\\.\\w+\\(\"([^\"]+)\"\\)");

  @Test
  void theEndpointsThatAreMeasuredAreThoseThatThereAre() throws IOException {
    // When
    Set<String> endpoints = resources();
    endpoints.addAll(routes());

    // Then
    assertThat(HttpMeters.ENDPOINTS).containsExactlyInAnyOrderElementsOf(endpoints);
  }

  private static Set<String> resources() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.ecompulse.pipeline")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .flatMap(MeasuredEndpointsTest::templates)
            .collect(Collectors.toCollection(HashSet::new));
  }

  private static Stream<String> templates(JavaClass resource) {
    String root = resource.getAnnotationOfType(Path.class).value();
    return resource.getMethods().stream()
        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
        .map(method -> root + below(method));
  }

  private static String below(JavaMethod method) {
    return method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
  }

  private static Set<String> routes() throws IOException {
    Set<String> paths = new HashSet<>();
    try (Stream<java.nio.file.Path> files = Files.walk(SOURCES)) {
      for (java.nio.file.Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher route = ROUTE.matcher(Files.readString(file));
        while (route.find()) {
          paths.add(route.group(1));
        }
      }
    }
    return paths;
  }
}
