package com.ecompulse.pipeline.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Makes consumers of no group. They are told the same of the brokers as every client is, and what
 * their reader's settings say.
 */
@Singleton
public class StandaloneConsumers {
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Map<String, Object> broker;

  StandaloneConsumers(@Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.broker = broker;
  }

  /**
   * A new consumer, which whoever asks for it closes.
   *
   * @param settings by Kafka's own names; they count before what all clients are told
   * @throws org.apache.kafka.common.KafkaException where the client cannot be made
   */
  public Consumer<byte[], byte[]> with(Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(broker);
    all.putAll(settings);
    // Quarkus names a group where nobody did. A consumer that has one asks its coordinator, which
    // takes a right, and leaves a trace in Kafka.
    all.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Within a second: there is no group to leave, and a broker that is away does not answer. */
  public static void close(Consumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(CLOSE));
  }
}
