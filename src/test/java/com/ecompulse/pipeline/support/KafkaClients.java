package com.ecompulse.pipeline.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Plain Kafka clients for a test, independent of the application's own settings. Whoever asks for a
 * client closes it.
 */
public record KafkaClients(String bootstrapServers) {

  private static final long ANSWER_SECONDS = 60;

  /** An idempotent producer with {@code acks=all}. */
  public Producer<byte[], byte[]> producer() {
    return producer(Map.of());
  }

  /** An idempotent producer with {@code acks=all} and these settings over it. */
  public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(
        with(settings, Map.of("acks", "all", "enable.idempotence", true, "linger.ms", 5)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** A consumer that sees only what was committed, from the beginning, and commits nothing. */
  public Consumer<byte[], byte[]> consumer() {
    return consumer(Map.of());
  }

  /** A consumer that sees only what was committed, with these settings over it. */
  public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(
        with(
            settings,
            Map.of(
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                // A consumer that is closed waits for the answer to its last fetch.
                "fetch.max.wait.ms",
                50)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** The operator's client. */
  public Admin admin() {
    return Admin.create(with(Map.of(), Map.of()));
  }

  /** The names of all topics but Kafka's own. */
  public Set<String> topics() {
    try (Admin admin = admin()) {
      return get(admin.listTopics().names());
    }
  }

  /** A topic's partitions and their replicas. */
  public TopicDescription description(String topic) {
    try (Admin admin = admin()) {
      return get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
    }
  }

  /** A topic's settings in force, the brokers' defaults among them. */
  public Map<String, String> settings(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = admin()) {
      Map<String, String> settings = new HashMap<>();
      get(admin.describeConfigs(List.of(resource)).values().get(resource))
          .entries()
          .forEach(entry -> settings.put(entry.name(), entry.value()));
      return settings;
    }
  }

  /** Changes a setting of a topic. */
  public void set(String topic, String setting, String value) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    ConfigEntry entry = new ConfigEntry(setting, value);
    try (Admin admin = admin()) {
      get(
          admin
              .incrementalAlterConfigs(
                  Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
              .all());
    }
  }

  /** Takes a partition's records before that offset, as retention does. */
  public void deleteBefore(TopicPartition partition, long offset) {
    try (Admin admin = admin()) {
      get(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all());
    }
  }

  /** The answer to an admin's question; a refusal is thrown as Kafka's own exception. */
  public static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the brokers were asked", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("The brokers did not answer", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException refusal
          ? refusal
          : new IllegalStateException(e.getCause());
    }
  }

  private Map<String, Object> with(Map<String, Object> settings, Map<String, Object> defaults) {
    Map<String, Object> all = new HashMap<>(defaults);
    all.put("bootstrap.servers", bootstrapServers);
    all.putAll(settings);
    return all;
  }
}
