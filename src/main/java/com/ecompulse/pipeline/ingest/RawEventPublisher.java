package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jboss.logging.Logger;

/**
 * The only writer of the raw topic. It sends straight on the producer of the channel {@code
 * raw-out}: a message for each event would cost more than the send.
 */
@Singleton
class RawEventPublisher {
  private static final Logger LOG = Logger.getLogger(RawEventPublisher.class);

  /** Together with the key it must fit into what {@link BodyReader} leaves of a record. */
  private static final int MAX_USER_AGENT_LENGTH = 512;

  private final RawOut rawOut;
  private final RawTopicMetadata metadata;
  private final KafkaContact contact;
  private final PipelineMetrics metrics;
  private final InFlight inFlight;
  private final Duration ackTimeout;

  RawEventPublisher(
      RawOut rawOut,
      RawTopicMetadata metadata,
      KafkaContact contact,
      PipelineConfig config,
      PipelineMetrics metrics) {
    PipelineConfig.Ingest ingest = config.ingest();
    this.rawOut = rawOut;
    this.metadata = metadata;
    this.contact = contact;
    this.metrics = metrics;
    this.ackTimeout = ingest.ackTimeout();
    this.inFlight =
        new InFlight(ingest.maxInFlightEvents(), ingest.maxInFlightSize().asLongValue());
    metrics.inFlight(inFlight::events);
  }

  /**
   * Writes the events of one request; the {@code Uni} ends when Kafka has acknowledged each with
   * acks=all, and fails with {@link IngestProblem} when it did not for one of them. An event may
   * have been written all the same then: the client's resend writes it again.
   */
  Uni<Void> publish(List<KeyedEvent> events, Receipt receipt) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .completionStage(() -> send(events, receipt))
        .ifNoItem()
        .after(ackTimeout)
        .failWith(() -> new IngestProblem(Kind.KAFKA_UNAVAILABLE, "try again later"))
        .onFailure(failure -> !(failure instanceof IngestProblem))
        .transform(RawEventPublisher::problem)
        .onFailure(RawEventPublisher::isKafkaUnavailable)
        .invoke(contact::givenUp);
  }

  private CompletableFuture<Void> send(List<KeyedEvent> events, Receipt receipt) {
    long bytes = events.stream().mapToLong(event -> event.value().length).sum();
    admit(events.size(), bytes);
    Acknowledgements acknowledgements = new Acknowledgements(events.size(), metrics);
    Producer<byte[], byte[]> producer = rawOut.producer();
    List<Header> headers = headers(receipt);
    for (KeyedEvent event : events) {
      send(producer, event, headers, acknowledgements);
    }
    CompletableFuture<Void> ended = acknowledgements.ended();
    ended.whenComplete((done, failure) -> inFlight.release(events.size(), bytes));
    ended.thenRun(contact::acknowledged);
    // A copy, for a request that gives up waiting cancels what it waits for, and the records stay
    // in the producer's buffer until Kafka is done with them.
    return ended.copy();
  }

  private void send(
      Producer<byte[], byte[]> producer,
      KeyedEvent event,
      List<Header> headers,
      Acknowledgements acknowledgements) {
    try {
      producer.send(
          new ProducerRecord<>(rawOut.topic(), null, event.key(), event.value(), headers),
          acknowledgements);
    } catch (RuntimeException e) { // such as a closed producer: then the callback is never called
      acknowledgements.onCompletion(null, e);
    }
  }

  private void admit(int events, long bytes) {
    if (!metadata.isKnown()) {
      throw new IngestProblem(Kind.KAFKA_UNAVAILABLE, "the raw topic is not reachable yet");
    }
    if (!inFlight.tryAcquire(events, bytes)) {
      throw new IngestProblem(Kind.OVERLOADED, "send less at once, or try again later");
    }
  }

  private static List<Header> headers(Receipt receipt) {
    List<Header> headers = new ArrayList<>(3);
    add(headers, RawHeaders.RECEIVED_AT, Long.toString(receipt.receivedAtMillis()));
    add(headers, RawHeaders.CLIENT_IP, receipt.clientIp());
    add(headers, RawHeaders.USER_AGENT, bounded(receipt.userAgent()));
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

  private static boolean isKafkaUnavailable(Throwable problem) {
    return ((IngestProblem) problem).kind() == Kind.KAFKA_UNAVAILABLE;
  }

  private static IngestProblem problem(Throwable failure) {
    if (failure instanceof RecordTooLargeException) {
      return new IngestProblem(Kind.EVENT_TOO_LARGE, "an event is larger than the raw topic takes");
    }
    LOG.debug("not acknowledged", failure);
    return new IngestProblem(Kind.KAFKA_UNAVAILABLE, "try again later");
  }
}
