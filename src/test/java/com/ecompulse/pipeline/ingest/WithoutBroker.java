package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.Channels;
import com.ecompulse.pipeline.topics.EveryTopic;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** The application on in-memory channels; Kafka's own mock producer takes what it sends. */
public class WithoutBroker implements QuarkusTestProfile {
  static final String TOPIC = "ecommerce-events-raw";
  static final int MAX_IN_FLIGHT_EVENTS = 50;

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> overrides = new HashMap<>();
    for (String outgoing : Set.of(Channels.RAW_OUT, Channels.ENRICHED_OUT)) {
      overrides.put("mp.messaging.outgoing." + outgoing + ".connector", "smallrye-in-memory");
    }
    overrides.put("mp.messaging.incoming." + Channels.RAW_IN + ".connector", "smallrye-in-memory");
    overrides.put("pipeline.topics.provision", "false");
    overrides.put("pipeline.ingest.max-in-flight-events", "" + MAX_IN_FLIGHT_EVENTS);
    // Whatever listens at Kafka's usual port is none of this test's business.
    overrides.put("kafka.bootstrap.servers", "localhost:1");
    overrides.put("pipeline.ingest.ack-timeout", "60S");
    return overrides;
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(MockRawOut.class, EveryTopic.class);
  }

  /** {@code raw-out} with a producer that acknowledges when the test says so. */
  @Alternative
  @Singleton
  static class MockRawOut extends RawOut {
    private volatile MockProducer<byte[], byte[]> producer;

    MockRawOut(KafkaClientService clients, @Channel(Channels.RAW_OUT) Emitter<byte[]> channel) {
      super(clients, channel, TOPIC);
      acknowledging(true);
    }

    /** A fresh producer; it acknowledges at once, or when the test completes a record. */
    MockProducer<byte[], byte[]> acknowledging(boolean atOnce) {
      producer =
          new MockProducer<>(
              Cluster.empty(), atOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
      return producer;
    }

    /**
     * A fresh producer that does not know where the first record belongs, and the others' place.
     */
    MockProducer<byte[], byte[]> refusingTheFirst() {
      producer =
          new MockProducer<>(
              Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            private boolean hasRefused;

            @Override
            public Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> raw, Callback acknowledged) {
              if (hasRefused) {
                return super.send(raw, acknowledged);
              }
              hasRefused = true;
              TimeoutException noMetadata = new TimeoutException("not present in metadata");
              acknowledged.onCompletion(null, noMetadata);
              return CompletableFuture.failedFuture(noMetadata);
            }
          };
      return producer;
    }

    @Override
    Producer<byte[], byte[]> producer() {
      return producer;
    }
  }
}
