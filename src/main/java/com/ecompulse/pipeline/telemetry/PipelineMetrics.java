package com.ecompulse.pipeline.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Counts what happened. What the processor counts, it counts after the commit, so that <em>consumed
 * = enriched + dead-lettered</em> holds whenever no transaction is open.
 */
@Singleton
public class PipelineMetrics {
  /** An event type is a client's word: those beyond the known ones share one series. */
  private static final Set<String> KNOWN_TYPES =
      Set.of(
          "page_view", "product_view", "add_to_cart", "remove_from_cart", "purchase", "user_login");

  private final MeterRegistry registry;
  private final Counter consumed;
  private final Counter committed;
  private final Counter aborted;
  private final Counter sendFailures;
  private final Timer batch;
  private final Timer endToEnd;
  private final Timer delivery;
  private final MultiGauge lag;
  private final Map<String, Counter> enriched = new ConcurrentHashMap<>();
  private final Map<String, Counter> deadLettered = new ConcurrentHashMap<>();
  private final Map<String, Counter> replayed = new ConcurrentHashMap<>();
  private final Map<String, Counter> received = new ConcurrentHashMap<>();
  private final Map<String, Counter> rejected = new ConcurrentHashMap<>();

  public PipelineMetrics(MeterRegistry registry) {
    this.registry = registry;
    consumed = Meters.EVENTS_CONSUMED.counter(registry);
    committed = Meters.BATCHES.counter(registry, "committed");
    aborted = Meters.BATCHES.counter(registry, "aborted");
    sendFailures = Meters.PRODUCER_SEND_FAILURES.counter(registry);
    batch = Meters.BATCH_TIME.timer(registry);
    endToEnd = Meters.EVENT_END_TO_END.timer(registry);
    delivery = Meters.EVENT_DELIVERY.timer(registry);
    lag = Meters.CONSUMER_LAG.gauges(registry);
  }

  /** Kafka acknowledged {@code events} that came to {@code endpoint}. */
  public void received(String endpoint, int events) {
    received
        .computeIfAbsent(endpoint, name -> Meters.EVENTS_RECEIVED.counter(registry, name))
        .increment(events);
  }

  /** The front door refused a request. */
  public void rejected(String reason) {
    rejected
        .computeIfAbsent(reason, name -> Meters.INGEST_REJECTED.counter(registry, name))
        .increment();
  }

  /** Kafka acknowledged an event that long after its own time. */
  public void delivered(Duration sinceItOccurred) {
    delivery.record(sinceItOccurred);
  }

  /** Whether the circuit breaker refuses requests, asked at each scrape. */
  public void circuitOpen(BooleanSupplier open) {
    Meters.INGEST_CIRCUIT_OPEN.gauge(registry, () -> open.getAsBoolean() ? 1 : 0);
  }

  /** The age of the oldest event that is not dealt with yet, in seconds, asked at each scrape. */
  public void oldestUnprocessed(Supplier<Number> seconds) {
    Meters.OLDEST_UNPROCESSED.gauge(registry, seconds);
  }

  /** The lag of each partition of a topic that this process owns; those it lost are gone. */
  public void consumerLag(String topic, Map<Integer, Long> lagOfPartition) {
    lag.register(
        lagOfPartition.entrySet().stream()
            .map(
                entry ->
                    MultiGauge.Row.of(
                        Meters.CONSUMER_LAG.tags(topic, entry.getKey().toString()),
                        entry.getValue()))
            .toList(),
        true);
  }

  /** A record of the front door was not acknowledged. */
  public void sendFailed() {
    sendFailures.increment();
  }

  /** The number of events that wait for their acknowledgement, asked at each scrape. */
  public void inFlight(Supplier<Number> events) {
    Meters.INGEST_INFLIGHT.gauge(registry, events);
  }

  /** One batch was committed. */
  public void batchCommitted(Duration time) {
    committed.increment();
    batch.record(time);
  }

  /** One batch was aborted; its records will be consumed again. */
  public void batchAborted() {
    aborted.increment();
  }

  /** An event was committed as enriched. */
  public void enriched(String eventType, Duration sinceReceipt) {
    enriched
        .computeIfAbsent(
            KNOWN_TYPES.contains(eventType) ? eventType : "other",
            type -> Meters.EVENTS_ENRICHED.counter(registry, type))
        .increment();
    outcome(sinceReceipt);
  }

  /** An event was committed as a dead letter. */
  public void deadLettered(String failure, Duration sinceReceipt) {
    deadLettered
        .computeIfAbsent(failure, tag -> Meters.EVENTS_DEAD_LETTERED.counter(registry, tag))
        .increment();
    outcome(sinceReceipt);
  }

  /** A replay is done with a dead letter: it was replayed, skipped, or failed. */
  public void replayed(String result) {
    replayed
        .computeIfAbsent(result, name -> Meters.DEAD_LETTERS_REPLAYED.counter(registry, name))
        .increment();
  }

  private void outcome(Duration sinceReceipt) {
    consumed.increment();
    endToEnd.record(sinceReceipt);
  }
}
