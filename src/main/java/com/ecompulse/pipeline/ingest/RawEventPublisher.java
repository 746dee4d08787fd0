package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.IngestConfig;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The only writer of the raw topic. It sends straight on the producer of the channel {@code
 * raw-out}: a message for each event would cost more than the send.
 */
@Singleton
public class RawEventPublisher {
  /** Together with the key it must fit into what {@link ElementReader} leaves of a record. */
  private static final int MAX_USER_AGENT_LENGTH = 512;

  private final RawOut rawOut;
  private final RawTopicMetadata metadata;
  private final KafkaContact contact;
  private final ProducerBreaker breaker;
  private final PipelineMetrics metrics;
  private final InFlight inFlight;
  private final Duration ackTimeout;
  private final Clock clock;

  RawEventPublisher(
      RawOut rawOut,
      RawTopicMetadata metadata,
      KafkaContact contact,
      ProducerBreaker breaker,
      PipelineConfig config,
      PipelineMetrics metrics,
      Clock clock) {
    IngestConfig ingest = config.ingest();
    this.rawOut = rawOut;
    this.metadata = metadata;
    this.contact = contact;
    this.breaker = breaker;
    this.metrics = metrics;
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
   */
  Uni<List<Delivery>> publish(List<KeyedEvent> events, Receipt receipt) {
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
                  .call(() -> send(events, bytes, receipt))
                  .onFailure(ProducerBreaker::isOpen)
                  .invoke(() -> inFlight.release(events.size(), bytes));
            });
  }

  /**
   * Writes an event again, inside a transaction of the caller's: it is there once that commits.
   *
   * @param transaction a transactional producer of the caller's, which has begun
   * @param headers the raw record's, as they shall be
   */
  public Future<RecordMetadata> send(
      Producer<byte[], byte[]> transaction, byte[] key, byte[] value, Headers headers) {
    return transaction.send(new ProducerRecord<>(rawOut.topic(), null, key, value, headers));
  }

  private Uni<List<Delivery>> send(List<KeyedEvent> events, long bytes, Receipt receipt) {
    Acknowledgements acknowledgements = new Acknowledgements(events, metrics, clock);
    Producer<byte[], byte[]> producer = rawOut.producer();
    List<Header> headers = headers(receipt);
    for (int i = 0; i < events.size(); i++) {
      send(producer, events.get(i), headers, acknowledgements.of(i));
    }
    CompletableFuture<List<Delivery>> ended = acknowledgements.ended();
    ended.thenRun(() -> inFlight.release(events.size(), bytes));
    ended.thenAccept(this::known);
    // A copy, for a request that gives up waiting cancels what it waits for, and the records stay
    // in the producer's buffer until Kafka is done with them.
    return Uni.createFrom()
        .completionStage(ended.copy())
        .ifNoItem()
        .after(ackTimeout)
        .recoverWithItem(acknowledgements::soFar)
        .invoke(this::judge);
  }

  private void send(
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
  private void known(List<Delivery> deliveries) {
    if (deliveries.stream().allMatch(Delivery::isWritten)) {
      contact.acknowledged();
    }
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

  private void admit(int events, long bytes) {
    if (!metadata.isKnown()) {
      throw new IngestProblem(Kind.KAFKA_UNAVAILABLE, metadata.obstacle());
    }
    if (!inFlight.tryAcquire(events, bytes)) {
      throw new IngestProblem(Kind.OVERLOADED, "send less at once, or try again later");
    }
  }

  private static List<Header> headers(Receipt receipt) {
    List<Header> headers = new ArrayList<>(5);
    add(headers, RawHeaders.RECEIVED_AT, Long.toString(receipt.receivedAtMillis()));
    add(headers, RawHeaders.CLIENT_IP, receipt.clientIp());
    add(headers, RawHeaders.USER_AGENT, bounded(receipt.userAgent()));
    add(headers, RawHeaders.TRACEPARENT, receipt.traceParent());
    add(headers, RawHeaders.WRITE_KEY_ID, receipt.writeKeyId());
    return headers;
  }

  private static void add(List<Header> headers, String name, String value) {
    if (value != null) {
      headers.add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static String bounded(String userAgent) {
    return userAgent == null || userAgent.length() <= MAX_USER_AGENT_LENGTH
        ? userAgent
        : userAgent.substring(0, MAX_USER_AGENT_LENGTH);
  }
}
