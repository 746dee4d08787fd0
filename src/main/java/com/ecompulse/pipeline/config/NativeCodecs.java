package com.ecompulse.pipeline.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;
import org.graalvm.nativeimage.hosted.RuntimeJNIAccess;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/**
 * Lets the native image read and write zstd, which a producer or a topic's setting may choose: it
 * is native code, of which nothing else tells the builder. Kafka's other codecs need nothing here:
 * Quarkus prepares snappy, gzip is the JDK's, and the builder itself runs the static initialisers
 * in which Kafka has lz4 look for its classes by name, and keeps what they found.
 *
 * <p>Used by the image's builder alone, which finds it in {@code META-INF/native-image}.
 */
public final class NativeCodecs implements Feature {
  private static final String ZSTD = "com.github.luben.zstd";

  /** Those that Kafka reads and writes with. The library sets their fields by name. */
  static final List<String> STREAMS =
      List.of(ZSTD + ".ZstdInputStreamNoFinalizer", ZSTD + ".ZstdOutputStreamNoFinalizer");

  @Override
  public String getDescription() {
    return "Registers zstd's library and the classes that it calls";
  }

  /** Zstd's static initialisers load the library, for the process that they run in. */
  @Override
  public void afterRegistration(AfterRegistrationAccess access) {
    RuntimeClassInitialization.initializeAtRunTime(ZSTD);
  }

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    String library = library(access.getApplicationClassPath(), platform());
    for (String name : STREAMS) {
      Class<?> stream = access.findClassByName(name);
      RuntimeJNIAccess.register(stream);
      RuntimeJNIAccess.register(stream.getDeclaredFields());
      RuntimeResourceAccess.addResource(stream.getModule(), library);
    }
    System.out.printf("Registered for zstd: %s%n", library);
  }

  /**
   * The name of zstd's library, which has the version in it.
   *
   * @param platform the directory of its jar that has the platform's
   */
  static String library(List<Path> classPath, String platform) {
    return classPath.stream()
        .filter(entry -> entry.toString().endsWith(".jar"))
        .flatMap(jar -> libraryIn(jar, platform).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No zstd for " + platform));
  }

  private static Optional<String> libraryIn(Path jar, String platform) {
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      Path directory = files.getPath(platform);
      return Files.isDirectory(directory) ? libraryOf(directory) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> libraryOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(Path::toString).filter(file -> file.contains("/libzstd-jni-")).findFirst();
    }
  }

  /** The builder's, which is the image's, too. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return (system.startsWith("mac") ? "darwin" : system) + "/" + System.getProperty("os.arch");
  }
}
