package com.ecompulse.pipeline.ingest;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether Kafka answers the front door. A request that was given up says no, until an
 * acknowledgement or fresh metadata says yes again. Metadata is refreshed without any client's
 * help, so a process that is not ready, and gets no requests, recovers.
 */
@Singleton
class KafkaContact {
  /** The metadata's refresh interval, a request's timeout on a dead connection, and some more. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

  private static final String METADATA_AGE = "metadata-age";

  private final RawOut rawOut;
  private final RawTopicMetadata topic;
  private volatile long acknowledgedNanos = System.nanoTime();
  private volatile long givenUpNanos = acknowledgedNanos;

  KafkaContact(RawOut rawOut, RawTopicMetadata topic) {
    this.rawOut = rawOut;
    this.topic = topic;
  }

  /** Kafka has acknowledged a request's events. */
  void acknowledged() {
    acknowledgedNanos = System.nanoTime();
  }

  /** Kafka has not acknowledged a request's events in time, or not at all. */
  void givenUp() {
    givenUpNanos = System.nanoTime();
  }

  /** Why no request should come here now; nothing when all is well. */
  Optional<String> trouble() {
    if (!topic.isKnown()) {
      return Optional.of(topic.obstacle() + topic.refusal().map(why -> ": " + why).orElse(""));
    }
    Optional<Duration> metadataAge = metadataAge();
    if (metadataAge.filter(age -> age.compareTo(LONGEST_SILENCE) > 0).isPresent()) {
      return Optional.of("no metadata for " + metadataAge.get().toSeconds() + " s");
    }
    return isGivenUpSince(acknowledgedNanos) && isGivenUpSince(refreshedNanos(metadataAge))
        ? Optional.of("Kafka did not acknowledge in time")
        : Optional.empty();
  }

  private boolean isGivenUpSince(long nanos) {
    return givenUpNanos - nanos > 0;
  }

  private long refreshedNanos(Optional<Duration> metadataAge) {
    return metadataAge.map(age -> System.nanoTime() - age.toNanos()).orElse(acknowledgedNanos);
  }

  private Optional<Duration> metadataAge() {
    return rawOut.producer().metrics().entrySet().stream()
        .filter(metric -> METADATA_AGE.equals(metric.getKey().name()))
        .map(metric -> (Number) metric.getValue().metricValue())
        .map(seconds -> Duration.ofMillis((long) (seconds.doubleValue() * 1000)))
        .findAny();
  }
}
