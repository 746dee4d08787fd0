package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.topics.TopicSpec;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the Kafka clients that are no channels: SmallRye's consumers read on and on, and its
 * transactional producers cannot be made anew once another process has taken over. What they are
 * told stands in {@code application.properties}. Whoever asks for one closes it.
 */
@Singleton
class DeadLetterClients {
  private final Map<String, Object> broker;
  private final Map<String, String> reader;
  private final Map<String, String> replayer;

  DeadLetterClients(
      @Identifier("default-kafka-broker") Map<String, Object> broker, PipelineConfig config) {
    this.broker = broker;
    this.reader = config.deadLetters().reader();
    this.replayer = config.deadLetters().replayer();
  }

  TopicScan letters() {
    return scan(TopicSpec.DEAD_LETTERS);
  }

  TopicScan replays() {
    return scan(TopicSpec.REPLAYS);
  }

  Producer<byte[], byte[]> replayer() {
    return new KafkaProducer<>(
        with(replayer), new ByteArraySerializer(), new ByteArraySerializer());
  }

  Admin admin() {
    return Admin.create(broker);
  }

  private TopicScan scan(String topic) {
    return new TopicScan(
        new KafkaConsumer<>(with(reader), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topic);
  }

  private Map<String, Object> with(Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(broker);
    all.putAll(settings);
    return all;
  }
}
