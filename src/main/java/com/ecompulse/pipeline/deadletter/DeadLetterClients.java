package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.kafka.AdminClients;
import com.ecompulse.pipeline.kafka.StandaloneConsumers;
import com.ecompulse.pipeline.topics.TopicSpec;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes this package's Kafka clients, which are no channels: SmallRye's consumers read on and on,
 * and its transactional producers cannot be made anew once another process has taken over. What
 * they are told stands in {@code application.properties}. Whoever asks for one closes it.
 */
@Singleton
class DeadLetterClients {
  private final Map<String, Object> broker;
  private final StandaloneConsumers consumers;
  private final AdminClients admins;
  private final Map<String, String> reader;
  private final Map<String, String> replayer;

  DeadLetterClients(
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      StandaloneConsumers consumers,
      AdminClients admins,
      PipelineConfig config) {
    this.broker = broker;
    this.consumers = consumers;
    this.admins = admins;
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
    Map<String, Object> settings = new HashMap<>(broker);
    settings.putAll(replayer);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  Admin admin() {
    return admins.make();
  }

  private TopicScan scan(String topic) {
    return new TopicScan(consumers.with(reader), topic);
  }
}
