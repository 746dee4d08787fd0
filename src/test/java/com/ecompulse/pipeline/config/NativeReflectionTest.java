package com.ecompulse.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the rule reaches what it must; that the image then answers, the native ITs show. */
class NativeReflectionTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final ClassLoader LOADER = NativeReflectionTest.class.getClassLoader();

  private final JavaClasses ours = new ClassFileImporter().importPath(CLASSES);

  @Test
  void whatBearsJacksonsAnnotationsIsReachedByTheRule() {
    // Given
    List<String> annotated =
        ours.stream().filter(NativeReflectionTest::isAnnotated).map(JavaClass::getName).toList();

    // When
    List<String> reached = names(NativeReflection.boundIn(CLASSES, LOADER));

    // Then
    assertThat(annotated).isNotEmpty();
    assertThat(reached).containsAll(annotated);
  }

  @Test
  void theCoreKnowsNoBindingSoThatItNeedsNone() {
    assertThat(ours)
        .filteredOn(type -> type.getPackageName().startsWith("com.ecompulse.pipeline.event"))
        .isNotEmpty()
        .noneMatch(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(to -> to.getTargetClass().isEquivalentTo(ObjectMapper.class)));
  }

  @Test
  void aJarIsSearchedAsADirectoryIs(@TempDir Path directory) throws Exception {
    // Given
    Path jar = directory.resolve("application.jar");
    List<Path> files = filesOf(CLASSES);
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(bytes)) {
      for (Path file : files) {
        entries.putNextEntry(new JarEntry(CLASSES.relativize(file).toString()));
        entries.write(Files.readAllBytes(file));
      }
    }

    // When, Then
    assertThat(names(NativeReflection.boundIn(jar, LOADER)))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(names(NativeReflection.boundIn(CLASSES, LOADER)));
  }

  @Test
  void theBuilderIsToldOfItAndOfTheCodecs() throws Exception {
    // Given
    Properties told = new Properties();
    try (Stream<Path> files =
        Files.walk(Path.of("src", "main", "resources", "META-INF", "native-image"))) {
      for (Path file : files.filter(f -> f.endsWith("native-image.properties")).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          told.load(in);
        }
      }
    }

    // When, Then
    assertThat(told.getProperty("Args"))
        .isEqualTo(
            "--features=%s,%s"
                .formatted(NativeReflection.class.getName(), NativeCodecs.class.getName()));
  }

  private static boolean isAnnotated(JavaClass type) {
    return (type.isRecord() || type.isEnum())
        && (type.isAnnotatedWith(JsonInclude.class)
            || type.getMembers().stream().anyMatch(m -> m.isAnnotatedWith(JsonProperty.class)));
  }

  private static List<Path> filesOf(Path root) throws Exception {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static List<String> names(List<Class<?>> types) {
    return types.stream().map(Class::getName).toList();
  }
}
