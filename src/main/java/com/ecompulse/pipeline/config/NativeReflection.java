package com.ecompulse.pipeline.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/**
 * Registers by rule what the native image could not see: every record and every enum outside the
 * core may be what Jackson writes or reads by reflection. So none can be forgotten; the core's are
 * never bound, and stay closed to reflection, which lets the image optimise them.
 *
 * <p>Used by the image's builder alone, which finds it in {@code META-INF/native-image}.
 */
public final class NativeReflection implements Feature {
  private static final Path OURS = Path.of("com", "ecompulse", "pipeline");
  private static final Path CORE = OURS.resolve("event");
  private static final String CLASS = ".class";

  @Override
  public String getDescription() {
    return "Registers the records and enums of com.ecompulse.pipeline for reflection";
  }

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    List<Class<?>> bound =
        access.getApplicationClassPath().stream()
            .flatMap(entry -> boundIn(entry, access.getApplicationClassLoader()).stream())
            .distinct()
            .toList();
    if (bound.isEmpty()) {
      throw new IllegalStateException("No record or enum in " + access.getApplicationClassPath());
    }
    bound.forEach(NativeReflection::register);
    System.out.printf("Registered for reflection: %d records and enums%n", bound.size());
  }

  /**
   * The records and enums that the rule is about.
   *
   * @param classes a jar, or a directory of classes
   */
  static List<Class<?>> boundIn(Path classes, ClassLoader loader) {
    if (Files.isDirectory(classes)) {
      return boundUnder(classes, loader);
    }
    if (!classes.toString().endsWith(".jar")) {
      return List.of();
    }
    try (FileSystem jar = FileSystems.newFileSystem(classes)) {
      return boundUnder(jar.getPath("/"), loader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Class<?>> boundUnder(Path root, ClassLoader loader) {
    Path ours = root.resolve(OURS.toString());
    if (!Files.isDirectory(ours)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(ours)) {
      return files
          .filter(file -> file.toString().endsWith(CLASS))
          .filter(file -> !file.startsWith(root.resolve(CORE.toString())))
          .<Class<?>>map(file -> load(root.relativize(file), loader))
          .filter(type -> type.isRecord() || type.isEnum())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(Path file, ClassLoader loader) {
    String path = file.toString().replace(file.getFileSystem().getSeparator(), ".");
    try {
      return Class.forName(path.substring(0, path.length() - CLASS.length()), false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void register(Class<?> type) {
    RuntimeReflection.register(type);
    RuntimeReflection.register(type.getDeclaredConstructors());
    RuntimeReflection.register(type.getDeclaredMethods());
    RuntimeReflection.register(type.getDeclaredFields());
    if (type.isRecord()) {
      RuntimeReflection.registerAllRecordComponents(type);
    }
  }
}
