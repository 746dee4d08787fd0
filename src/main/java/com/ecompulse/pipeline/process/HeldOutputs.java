package com.ecompulse.pipeline.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Holds enriched events until they fill the producer's batches. Whenever one partition's batch is
 * full or its linger is over, Kafka's producer sends what there is of the broker's other partitions
 * along, so a record that is sent as soon as it is made goes out in a batch of few. These are sent
 * in one go and type by type, which is partition by partition: batches are fewer, larger, and
 * compress better. The events of a type, which is the key, keep their order. For one thread.
 */
final class HeldOutputs {
  /** More would fill the batches little better, and what is held lives through collections. */
  private static final int MOST_BYTES = 1 << 20;

  private record Output(ProducerRecord<byte[], byte[]> enriched, Callback watch) {}

  private final Producer<byte[], byte[]> producer;
  private final Map<String, List<Output>> ofType = new LinkedHashMap<>();
  private int bytes;

  HeldOutputs(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Sends it now or later, with {@link #send} at the latest. */
  void add(String eventType, ProducerRecord<byte[], byte[]> enriched, Callback watch) {
    ofType.computeIfAbsent(eventType, type -> new ArrayList<>()).add(new Output(enriched, watch));
    bytes += enriched.value().length;
    if (bytes >= MOST_BYTES) {
      send();
    }
  }

  /** Sends what is held. */
  void send() {
    for (List<Output> outputs : ofType.values()) {
      outputs.forEach(output -> producer.send(output.enriched(), output.watch()));
    }
    ofType.clear();
    bytes = 0;
  }
}
