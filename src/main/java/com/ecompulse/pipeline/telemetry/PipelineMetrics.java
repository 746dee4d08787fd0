package com.ecompulse.pipeline.telemetry;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.ecompulse.pipeline.event.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts what happened. What the processor counts, it counts after the commit and as one, so that
 * <em>consumed = enriched + dead-lettered + duplicate</em> holds at every scrape.
 *
 * <p>Every value that a tag may have is known beforehand, and whatever else comes as an endpoint, a
 * type or a failure shares one series. Those that rules and rates look at are there from the start,
 * at 0: what appears with its first count has no rate. The front door sees to those of its
 * refusals, whose reasons it knows.
 */
@Startup
@Singleton
public class PipelineMetrics {
  private static final String OTHER = "other";

  private static final Set<String> ENDPOINTS = Set.of("events", "topics");

  /** An event type is a client's word: those beyond the known ones share one series. */
  private static final Set<String> KNOWN_TYPES =
      Set.of(
          "page_view", "product_view", "add_to_cart", "remove_from_cart", "purchase", "user_login");

  private final MeterRegistry registry;
  private final ConsistentRegistry scrapes;
  private final Counter consumed;
  private final Counter duplicate;
  private final Counter committed;
  private final Counter aborted;
  private final Counter sendFailures;
  private final Timer batch;
  private final Timer endToEnd;
  private final Timer delivery;
  private final MultiGauge lag;
  private final Map<String, Counter> enriched;
  private final Map<String, Counter> deadLettered;
  private final Map<String, Counter> received;
  private final Map<String, Counter> replayed = new ConcurrentHashMap<>();
  private final Map<String, Counter> rejected = new ConcurrentHashMap<>();

  public PipelineMetrics(MeterRegistry registry, ConsistentRegistry scrapes) {
    this.registry = registry;
    this.scrapes = scrapes;
    enriched = counters(Meters.EVENTS_ENRICHED, KNOWN_TYPES);
    deadLettered = counters(Meters.EVENTS_DEAD_LETTERED, Failure.TAGS);
    received = counters(Meters.EVENTS_RECEIVED, ENDPOINTS);
    consumed = Meters.EVENTS_CONSUMED.counter(registry);
    duplicate = Meters.EVENTS_DUPLICATE.counter(registry);
    committed = Meters.BATCHES.counter(registry, "committed");
    aborted = Meters.BATCHES.counter(registry, "aborted");
    sendFailures = Meters.PRODUCER_SEND_FAILURES.counter(registry);
    batch = Meters.BATCH_TIME.timer(registry);
    endToEnd = Meters.EVENT_END_TO_END.timer(registry);
    delivery = Meters.EVENT_DELIVERY.timer(registry);
    lag = Meters.CONSUMER_LAG.gauges(registry);
    Meters.HEAP_MAX.gauge(registry, Runtime.getRuntime()::maxMemory);
  }

  /** Kafka acknowledged {@code events} that came to {@code endpoint}. */
  public void received(String endpoint, int events) {
    of(received, endpoint).increment(events);
  }

  /**
   * The front door refused a request, or Kafka did not acknowledge a part of it.
   *
   * @param reason one of the few that the front door has, never a client's word
   */
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

  /** The share of the window of duplicates that is known everywhere, asked at each scrape. */
  public void knownShareOfWindow(Supplier<Number> share) {
    Meters.DUPLICATES_WINDOW.gauge(registry, share);
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

  /** Counts what belongs together, such as a batch's outcomes: a scrape sees all or none of it. */
  public void atOnce(Runnable counting) {
    scrapes.betweenScrapes(counting);
  }

  /** An event was committed as enriched. */
  public void enriched(String eventType, Duration sinceReceipt) {
    of(enriched, eventType).increment();
    outcome(sinceReceipt);
  }

  /** An event was committed as a dead letter. */
  public void deadLettered(String failure, Duration sinceReceipt) {
    of(deadLettered, failure).increment();
    outcome(sinceReceipt);
  }

  /** An event that had come before was committed as nothing. */
  public void duplicate() {
    duplicate.increment();
    consumed.increment();
  }

  /** A replay is done with a dead letter: it was replayed, skipped, or failed. */
  public void replayed(String result) {
    replayed
        .computeIfAbsent(result, name -> Meters.DEAD_LETTERS_REPLAYED.counter(registry, name))
        .increment();
  }

  private Map<String, Counter> counters(Meters meter, Set<String> known) {
    return Stream.concat(known.stream(), Stream.of(OTHER))
        .collect(toUnmodifiableMap(value -> value, value -> meter.counter(registry, value)));
  }

  private static Counter of(Map<String, Counter> counters, String value) {
    Counter counter = counters.get(value);
    return counter == null ? counters.get(OTHER) : counter;
  }

  private void outcome(Duration sinceReceipt) {
    consumed.increment();
    endToEnd.record(sinceReceipt);
  }
}
