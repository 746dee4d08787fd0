package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.Channels;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.producer.Producer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** The channel {@value Channels#RAW_OUT}: its managed producer and its topic. */
@Singleton
class RawOut {
  private final KafkaClientService clients;
  private final String topic;
  private volatile KafkaProducer<byte[], byte[]> managed;

  RawOut(
      KafkaClientService clients,
      // SmallRye makes the client of an outgoing channel only where something is injected for it.
      @Channel(Channels.RAW_OUT) Emitter<byte[]> declaresTheChannel,
      @ConfigProperty(name = Channels.RAW_OUT_TOPIC) String topic) {
    this.clients = clients;
    this.topic = topic;
  }

  /**
   * The channel has one from its start to its end, so it is looked for once, not for each event.
   */
  Producer<byte[], byte[]> producer() {
    if (managed == null) {
      managed = clients.getProducer(Channels.RAW_OUT);
    }
    return managed.unwrap();
  }

  String topic() {
    return topic;
  }
}
