package com.ecompulse.pipeline.process;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is to be sent, held until there is enough to fill the producer's batches. Sent one by one,
 * with the work on the next between, hardly a batch is full when its linger ends; and the producer
 * then takes what there is of every other partition along. Sent in one go, batches are fewer, and
 * larger, and compress better. For one thread.
 */
final class HeldOutputs {
  /** More would fill the batches little better, and what is held lives through collections. */
  private static final int MOST_BYTES = 1 << 20;

  private record Output(ProducerRecord<byte[], byte[]> enriched, Callback watch) {}

  private final Producer<byte[], byte[]> producer;
  private final List<Output> held = new ArrayList<>();
  private int bytes;

  HeldOutputs(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Sends it now or later, in this order; with {@link #send} at the latest. */
  void add(ProducerRecord<byte[], byte[]> enriched, Callback watch) {
    held.add(new Output(enriched, watch));
    bytes += enriched.value().length;
    if (bytes >= MOST_BYTES) {
      send();
    }
  }

  /** Sends what is held. */
  void send() {
    held.forEach(output -> producer.send(output.enriched(), output.watch()));
    held.clear();
    bytes = 0;
  }
}
