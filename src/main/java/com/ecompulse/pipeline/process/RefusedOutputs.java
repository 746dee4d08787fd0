package com.ecompulse.pipeline.process;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * The raw records whose output Kafka has refused as too large, which aborted their batch. A topic
 * may take less than this service makes; the same output again would be refused for ever.
 *
 * <p>Only a transaction's first refusal counts: the producer fails all its unsent records with the
 * same exception. Others that are too large are refused when the batch comes again.
 */
@Singleton
class RefusedOutputs {
  /** The enriched event's refusal, and one for each cut of its letter. */
  private static final int MAX_USEFUL_REFUSALS = 1 + TransactionalDeadLetterQueue.MOST_CUTS;

  private record Coordinates(TopicPartition partition, long offset) {}

  private final Map<Coordinates, Integer> times = new ConcurrentHashMap<>();
  private final AtomicReference<Coordinates> first = new AtomicReference<>();

  /** Another batch is tried, and all sends of the one before have ended. */
  void begun() {
    first.set(null);
  }

  /** To be told of the acknowledgement of this record's output. */
  Callback watch(ConsumerRecord<?, ?> raw) {
    return (metadata, failure) -> {
      if (failure instanceof RecordTooLargeException
          && first.compareAndSet(null, coordinates(raw))) {
        times.merge(coordinates(raw), 1, Integer::sum);
      }
    };
  }

  /** How often this record's output was refused. */
  int times(ConsumerRecord<?, ?> raw) {
    return times.isEmpty() ? 0 : times.getOrDefault(coordinates(raw), 0);
  }

  /** Whether this transaction's batch should have one output fewer, or a shorter one, next time. */
  boolean nextTryDiffers() {
    Coordinates refused = first.get();
    return refused != null && times.getOrDefault(refused, 0) <= MAX_USEFUL_REFUSALS;
  }

  /** What lies before these offsets does not come again. */
  void committed(Map<TopicPartition, OffsetAndMetadata> nextOffsets) {
    times
        .keySet()
        .removeIf(
            refused -> {
              OffsetAndMetadata next = nextOffsets.get(refused.partition());
              return next != null && refused.offset() < next.offset();
            });
  }

  private static Coordinates coordinates(ConsumerRecord<?, ?> raw) {
    return new Coordinates(new TopicPartition(raw.topic(), raw.partition()), raw.offset());
  }
}
