package com.ecompulse.pipeline.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The Kafka settings of the application's own channels, read from its own file for all others. */
public final class ClientSettings {
  private static final Path FILE = Path.of("src/main/resources/application.properties");

  private ClientSettings() {}

  /** Of the consumer of {@code raw-in}, without its group. */
  public static Map<String, Object> rawIn() {
    Map<String, Object> settings =
        of("mp.messaging.incoming.raw-in.", ConsumerConfig.configNames());
    settings.remove("group.id");
    return settings;
  }

  /** Of the producer of {@code raw-out}. */
  public static Map<String, Object> rawOut() {
    return of("mp.messaging.outgoing.raw-out.", ProducerConfig.configNames());
  }

  /** Of the producer of {@code enriched-out}, without its transactional id. */
  public static Map<String, Object> enrichedOut() {
    return of("mp.messaging.outgoing.enriched-out.", ProducerConfig.configNames());
  }

  /** What all of its clients have, and over it what the channel has. */
  private static Map<String, Object> of(String channel, Set<String> names) {
    Properties file = file();
    Map<String, Object> settings = of(file, "kafka.", names);
    settings.putAll(of(file, channel, names));
    return settings;
  }

  private static Map<String, Object> of(Properties file, String prefix, Set<String> names) {
    Map<String, Object> settings = new HashMap<>();
    for (String key : file.stringPropertyNames()) {
      String value = file.getProperty(key);
      boolean isOfKafka = key.startsWith(prefix) && names.contains(key.substring(prefix.length()));
      if (isOfKafka && !value.contains("${")) {
        settings.put(key.substring(prefix.length()), value);
      }
    }
    return settings;
  }

  private static Properties file() {
    Properties properties = new Properties();
    try (InputStream file = Files.newInputStream(FILE)) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
