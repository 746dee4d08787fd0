package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.event.Timestamp;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Waits for the acknowledgement of each record of one request, and ends with the last. Each
 * releases its own room in flight: a slow one does not hold that of the others.
 */
final class Acknowledgements {
  private static final Delivery UNKNOWN =
      new Delivery.Failed(new TimeoutException("not acknowledged in time"));

  private final List<KeyedEvent> events;
  private final AtomicReferenceArray<Delivery> deliveries;
  private final AtomicInteger open;
  private final PipelineMetrics metrics;
  private final SendFailures failures;
  private final InFlight inFlight;
  private final Clock clock;
  private final CompletableFuture<List<Delivery>> ended = new CompletableFuture<>();

  /**
   * @param inFlight has room for the events
   */
  Acknowledgements(
      List<KeyedEvent> events,
      PipelineMetrics metrics,
      SendFailures failures,
      InFlight inFlight,
      Clock clock) {
    this.events = events;
    this.deliveries = new AtomicReferenceArray<>(events.size());
    this.open = new AtomicInteger(events.size());
    this.metrics = metrics;
    this.failures = failures;
    this.inFlight = inFlight;
    this.clock = clock;
  }

  /** What the producer calls for the record with this number, from 0 on. */
  Callback of(int record) {
    return (metadata, exception) -> end(record, metadata, exception);
  }

  /** Why Kafka has not taken the record, where that is known already. */
  Optional<Exception> obstacle(int record) {
    return deliveries.get(record) instanceof Delivery.Failed failed && failed.isKafkasFault()
        ? Optional.of(failed.cause())
        : Optional.empty();
  }

  /** Ends when every record has, with what became of each. */
  CompletableFuture<List<Delivery>> ended() {
    return ended;
  }

  /** What became of each record until now; one that Kafka is not done with counts as failed. */
  List<Delivery> soFar() {
    return IntStream.range(0, deliveries.length())
        .mapToObj(deliveries::get)
        .map(known -> known == null ? UNKNOWN : known)
        .toList();
  }

  /** The same for a client that is answered now; Kafka may take the others yet. */
  List<Delivery> givenUp(String topic) {
    List<Delivery> deliveries = soFar();
    int late = Collections.frequency(deliveries, UNKNOWN);
    if (late > 0) {
      failures.late(topic, late);
    }
    return deliveries;
  }

  /** Clients' clocks are wrong: what seems to come from the future took no time. */
  private void tellDelivered(long occurredAtMillis) {
    if (occurredAtMillis != Timestamp.INVALID) {
      metrics.delivered(Duration.ofMillis(Math.max(0, clock.millis() - occurredAtMillis)));
    }
  }

  private void end(int record, RecordMetadata metadata, Exception exception) {
    if (exception == null) {
      deliveries.set(record, new Delivery.Written(metadata.partition(), metadata.offset()));
      tellDelivered(events.get(record).occurredAtMillis());
    } else {
      failures.add(exception);
      deliveries.set(record, new Delivery.Failed(exception));
    }
    inFlight.release(1, events.get(record).value().length);
    if (open.decrementAndGet() == 0) {
      ended.complete(soFar());
    }
  }
}
