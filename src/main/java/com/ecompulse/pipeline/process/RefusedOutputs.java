package com.ecompulse.pipeline.process;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * The raw records whose output Kafka has refused as too large, which aborted their batch. A topic
 * may take less than this service makes; the same output again would be refused for ever.
 */
@Singleton
class RefusedOutputs {
  private record Coordinates(TopicPartition partition, long offset) {}

  private final Map<Coordinates, Integer> times = new ConcurrentHashMap<>();

  /** To be told of the acknowledgement of this record's output. */
  Callback watch(ConsumerRecord<?, ?> raw) {
    return (metadata, failure) -> {
      if (failure instanceof RecordTooLargeException) {
        times.merge(coordinates(raw), 1, Integer::sum);
      }
    };
  }

  /** How often this record's output was refused. */
  int times(ConsumerRecord<?, ?> raw) {
    return times.isEmpty() ? 0 : times.getOrDefault(coordinates(raw), 0);
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
