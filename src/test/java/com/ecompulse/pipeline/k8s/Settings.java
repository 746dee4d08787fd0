package com.ecompulse.pipeline.k8s;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** What application.properties says, for comparison. */
final class Settings {
  private static final Properties PROPERTIES =
      read(Path.of("src/main/resources/application.properties"));

  private Settings() {}

  /** The setting's value as it is written. */
  static String text(String name) {
    String value = PROPERTIES.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("not in application.properties: " + name);
    }
    return value;
  }

  /** A duration as Quarkus writes it: {@code 12S}. */
  static Duration duration(String name) {
    return Duration.parse("PT" + text(name));
  }

  static Properties all() {
    return PROPERTIES;
  }

  static Properties read(Path file) {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
