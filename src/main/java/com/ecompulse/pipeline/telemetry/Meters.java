package com.ecompulse.pipeline.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Every meter of the service: the name is Micrometer's, Prometheus scrapes it with underscores and,
 * for counters, {@code _total}.
 */
public enum Meters {
  EVENTS_RECEIVED(
      "ecompulse.events.received", "Events acknowledged by Kafka for a client", "endpoint"),
  EVENTS_ENRICHED("ecompulse.events.enriched", "Events committed as enriched", "event_type"),
  EVENTS_DEAD_LETTERED(
      "ecompulse.events.dead.lettered", "Events committed as dead letters", "failure"),
  EVENTS_DUPLICATE(
      "ecompulse.events.duplicate", "Events that had come before, committed as nothing"),
  EVENTS_EXPIRED(
      "ecompulse.events.expired",
      "Raw records that the topic's retention took before they were consumed, transactions' markers"
          + " among them"),
  /**
   * A share, not seconds: the promise is the configured window, which a rule that is to find it
   * broken would have to know otherwise, of each process.
   */
  DUPLICATES_WINDOW(
      "ecompulse.duplicates.window.ratio",
      "Share of the configured window that is known of the partition of this process whose ids are"
          + " cut most, in the partition's own time; 1 where none are, NaN without partitions"),
  ENRICHMENT_FAILED(
      "ecompulse.enrichment.failed",
      "Events that a step failed on, counted when it did: once more each time that a batch is"
          + " worked on again",
      "step"),
  DEAD_LETTERS_REPLAYED(
      "ecompulse.dead.letters.replayed", "Dead letters that a replay is done with", "result"),
  EVENTS_CONSUMED("ecompulse.events.consumed", "Raw records whose outcome was committed"),
  BATCHES("ecompulse.batches", "Transactions, one a polled batch", "result"),
  BATCH_TIME("ecompulse.batch", "From a batch's begin to its commit"),
  EVENT_DELIVERY("ecompulse.event.delivery", "From an event's own time to Kafka's acknowledgement"),
  EVENT_END_TO_END("ecompulse.event.end.to.end", "From an event's receipt to its commit"),
  OLDEST_UNPROCESSED(
      "ecompulse.oldest.unprocessed.seconds",
      "Age of the oldest event of the batch that is worked on or tried again; 0 without one"),
  CONSUMER_LAG(
      "ecompulse.consumer.lag",
      "Log end minus committed offset of each raw partition of this process; 0 where all was read"
          + " and nothing is held, though markers or aborted records lie behind",
      "topic",
      "partition"),
  INGEST_INFLIGHT("ecompulse.ingest.inflight", "Events waiting for Kafka's acknowledgement"),
  INGEST_REJECTED(
      "ecompulse.ingest.rejected",
      "Requests refused, or answered that Kafka did not acknowledge a part of their events",
      "reason"),
  INGEST_CIRCUIT_OPEN(
      "ecompulse.ingest.circuit.open", "1 while the circuit breaker refuses requests, else 0"),
  PRODUCER_SEND_FAILURES(
      "ecompulse.producer.send.failures", "Records that Kafka did not acknowledge"),
  LOCATION_DATABASE_OUTDATED(
      "ecompulse.location.database.outdated",
      "1 while the newest version of a location database cannot be read, else 0",
      "database"),
  REFERENCE_ENTRIES(
      "ecompulse.reference.entries", "Keys in the table of a reference topic", "topic"),
  REFERENCE_RECORDS_BROKEN(
      "ecompulse.reference.records.broken",
      "Records of a reference topic that were passed over because they are broken",
      "topic"),
  REFERENCE_RECORDS_REFUSED(
      "ecompulse.reference.records.refused",
      "Records of a reference topic that were passed over because its table was full",
      "topic"),
  TOPIC_SETTING_DIFFERENCES(
      "ecompulse.topic.setting.differences",
      "Settings of a topic that are not what they must be; NaN before the first look",
      "topic"),
  TOPIC_WRITABLE(
      "ecompulse.topic.writable",
      "1 while a topic that this process writes is there, led and in sync, and may be written to,"
          + " else 0; NaN before the first look",
      "topic"),
  /** Of the heap as a whole: the native binary's pools say that they have no bound of their own. */
  HEAP_MAX("ecompulse.heap.max.bytes", "Bytes that the heap may grow to");

  private static final Duration[] BUCKETS =
      LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final String meterName;
  private final String description;
  private final String[] tagNames;

  Meters(String meterName, String description, String... tagNames) {
    this.meterName = meterName;
    this.description = description;
    this.tagNames = tagNames;
  }

  /** A counter of this meter, with a value for each of its tags in order. */
  public Counter counter(MeterRegistry registry, String... tagValues) {
    return Counter.builder(meterName)
        .description(description)
        .tags(tags(tagValues))
        .register(registry);
  }

  /** A histogram of this meter, from 1 ms to 60 s. */
  public Timer timer(MeterRegistry registry, String... tagValues) {
    return Timer.builder(meterName)
        .description(description)
        .tags(tags(tagValues))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** Gauges of this meter whose tags come and go. */
  MultiGauge gauges(MeterRegistry registry) {
    return MultiGauge.builder(meterName).description(description).register(registry);
  }

  /** A gauge of this meter that asks {@code value} at each scrape. */
  public void gauge(MeterRegistry registry, Supplier<Number> value, String... tagValues) {
    Gauge.builder(meterName, value)
        .description(description)
        .tags(tags(tagValues))
        .register(registry);
  }

  /** The buckets of {@link #timer}, for timers of others. */
  static DistributionStatisticConfig latencyBuckets() {
    return DistributionStatisticConfig.builder()
        .serviceLevelObjectives(
            Stream.of(BUCKETS).mapToDouble(bucket -> bucket.toNanos()).toArray())
        .build();
  }

  Tags tags(String... values) {
    if (values.length != tagNames.length) {
      throw new IllegalArgumentException(meterName + " wants a value for each of its tags");
    }
    Tags tags = Tags.empty();
    for (int i = 0; i < values.length; i++) {
      tags = tags.and(tagNames[i], values[i]);
    }
    return tags;
  }
}
