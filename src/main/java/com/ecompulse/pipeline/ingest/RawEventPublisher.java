package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.IngestConfig;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The only writer of the raw topic. It sends straight on the producer of the channel {@code
 * raw-out}: a message for each event would cost more than the send.
 */
@Singleton
public class RawEventPublisher {
  private final RawOut rawOut;
  private final RawTopicMetadata metadata;
  private final KafkaContact contact;
  private final ProducerBreaker breaker;
  private final PipelineMetrics metrics;
  private final SendFailures failures;
  private final InFlight inFlight;
  private final Duration ackTimeout;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor timers = timers();

  RawEventPublisher(
      RawOut rawOut,
      RawTopicMetadata metadata,
      KafkaContact contact,
      ProducerBreaker breaker,
      PipelineConfig config,
      PipelineMetrics metrics,
      SendFailures failures,
      Clock clock) {
    IngestConfig ingest = config.ingest();
    this.rawOut = rawOut;
    this.metadata = metadata;
    this.contact = contact;
    this.breaker = breaker;
    this.metrics = metrics;
    this.failures = failures;
    this.clock = clock;
    this.ackTimeout = ingest.ackTimeout();
    this.inFlight =
        new InFlight(ingest.maxInFlightEvents(), ingest.maxInFlightSize().asLongValue());
    metrics.inFlight(inFlight::events);
  }

  /**
   * Writes the events of one request, and tells what became of each. It fails with {@link
   * IngestProblem} where none was taken because Kafka does not answer or too much waits already. An
   * event that is told as failed may have been written all the same: a resend writes it again.
   *
   * @param endpoint where they came in, for the metrics
   */
  Uni<List<Delivery>> publish(List<KeyedEvent> events, Receipt receipt, String endpoint) {
    if (events.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    long bytes = events.stream().mapToLong(event -> event.value().length).sum();
    return Uni.createFrom()
        .deferred(
            () -> {
              admit(events.size(), bytes);
              // Inside, a refusal for lack of room would count as Kafka's success.
              return breaker
                  .call(() -> sendAll(events, receipt, endpoint))
                  .onFailure(ProducerBreaker::isRefusal)
                  .invoke(() -> inFlight.release(events.size(), bytes));
            });
  }

  private void admit(int events, long bytes) {
    if (!metadata.isKnown()) {
      throw new IngestProblem(Kind.KAFKA_UNAVAILABLE, metadata.obstacle());
    }
    if (!inFlight.tryAcquire(events, bytes)) {
      throw new IngestProblem(Kind.OVERLOADED, "send less at once, or try again later");
    }
  }

  private Uni<List<Delivery>> sendAll(List<KeyedEvent> events, Receipt receipt, String endpoint) {
    Acknowledgements acknowledgements =
        new Acknowledgements(events, metrics, failures, inFlight, clock);
    sendInOrder(events, receipt.headers(), acknowledgements);
    CompletableFuture<List<Delivery>> settled =
        acknowledgements.ended().thenApply(deliveries -> settle(deliveries, endpoint));
    // A copy, for a request that gives up waiting cancels what it waits for, and the records stay
    // in the producer's buffer until Kafka is done with them.
    return Uni.createFrom()
        .completionStage(settled.copy())
        .ifNoItem()
        .after(ackTimeout)
        .on(timers)
        .recoverWithItem(() -> acknowledgements.givenUp(rawOut.topic()))
        .invoke(this::judge);
  }

  /** After one that failed at once none is sent: a resend of it would come after them. */
  private void sendInOrder(
      List<KeyedEvent> events, List<Header> headers, Acknowledgements acknowledgements) {
    Producer<byte[], byte[]> producer = rawOut.producer();
    Optional<Exception> obstacle = Optional.empty();
    for (int i = 0; i < events.size(); i++) {
      Callback acknowledged = acknowledgements.of(i);
      if (obstacle.isPresent()) {
        acknowledged.onCompletion(null, obstacle.get());
      } else {
        sendOne(producer, events.get(i), headers, acknowledged);
        obstacle = acknowledgements.obstacle(i);
      }
    }
  }

  private void sendOne(
      Producer<byte[], byte[]> producer,
      KeyedEvent event,
      List<Header> headers,
      Callback acknowledged) {
    try {
      producer.send(
          new ProducerRecord<>(rawOut.topic(), null, event.key(), event.value(), headers),
          acknowledged);
    } catch (RuntimeException e) { // such as a closed producer: then the callback is never called
      acknowledged.onCompletion(null, e);
    }
  }

  /** Kafka is done with a request's records, be it after their client was answered. */
  private List<Delivery> settle(List<Delivery> deliveries, String endpoint) {
    int written = (int) deliveries.stream().filter(Delivery::isWritten).count();
    metrics.received(endpoint, written);
    if (written == deliveries.size()) {
      contact.acknowledged();
    }
    return deliveries;
  }

  private void judge(List<Delivery> deliveries) {
    long missing = deliveries.stream().filter(Delivery::isKafkasFault).count();
    if (missing > 0) {
      contact.givenUp();
    }
    if (missing == deliveries.size()) {
      throw new IngestProblem(Kind.KAFKA_UNAVAILABLE, "try again later");
    }
  }

  /**
   * Writes an event again, inside a transaction of the caller's: it is there once that commits.
   *
   * @param transaction a transactional producer of the caller's, which has begun
   * @param headers the raw record's, as they shall be
   */
  public Future<RecordMetadata> sendAgain(
      Producer<byte[], byte[]> transaction, byte[] key, byte[] value, Headers headers) {
    return transaction.send(new ProducerRecord<>(rawOut.topic(), null, key, value, headers));
  }

  /**
   * Nearly every request is acknowledged long before its time-out, and takes its timer back.
   * Quarkus' worker pool would keep it until its time has come: some ten thousand of them.
   */
  private static ScheduledThreadPoolExecutor timers() {
    ScheduledThreadPoolExecutor timers =
        new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("ack-timeout", true));
    timers.setRemoveOnCancelPolicy(true);
    return timers;
  }

  /** Visible for its test. */
  int openTimers() {
    return timers.getQueue().size();
  }

  @PreDestroy
  void close() {
    timers.shutdownNow();
  }
}
