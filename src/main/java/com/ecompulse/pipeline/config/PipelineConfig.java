package com.ecompulse.pipeline.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Optional;

/**
 * Every setting of the service's own, {@code pipeline.*}. What Kafka's clients and SmallRye's
 * channels are told stands in {@code application.properties} under their own names.
 */
@ConfigMapping(prefix = "pipeline")
public interface PipelineConfig {

  /** What makes this process one of its kind; the transactional id is derived from it. */
  String instanceId();

  IngestConfig ingest();

  Event event();

  Processor processor();

  DuplicatesConfig duplicates();

  EnrichmentConfig enrichment();

  Topics topics();

  DeadLettersConfig deadLetters();

  Operators operators();

  /** The bounds of a valid event. */
  interface Event {
    /** How far an event's timestamp may lie ahead of its receipt. */
    @WithDefault("24H")
    Duration maxAhead();

    /** How far an event's timestamp may lie behind its receipt. */
    @WithDefault("30D")
    Duration maxBehind();
  }

  /** The way from raw to enriched. */
  interface Processor {
    /** Whether this process consumes the raw topic. */
    @WithDefault("true")
    boolean enabled();

    /** Partitions of one batch that are worked on at once. */
    @WithDefault("2")
    @Min(1)
    int concurrency();

    /**
     * This process's name within the consumer group, if it has one that a restart keeps: a
     * StatefulSet's pod. Its partitions wait for it while it restarts (static membership).
     */
    Optional<String> groupInstanceId();

    /** How long a shutdown waits for the open batch; the pod's grace period must be longer. */
    @WithDefault("5S")
    Duration drainTimeout();

    /**
     * How long a partition may have records that no batch brings, though the brokers answer and no
     * batch aborts, before the process ends for a fresh one. Longer than a transaction may be open:
     * another process' one holds up the partitions whose offsets it holds.
     */
    @WithDefault("5M")
    Duration stuckTimeout();
  }

  /** The topics the service stands on. */
  interface Topics {
    /** Whether missing topics are created at start; existing ones are never changed. */
    boolean provision();

    /** Replicas of a topic that the service creates; 1 in dev and test, by their profiles. */
    @WithDefault("3")
    @Min(1)
    short replicationFactor();
  }

  /** Those who may see and replay dead letters, and see who sends duplicates. */
  interface Operators {
    /** The secret they send as {@code Authorization: Bearer}; without one nobody gets in. */
    Optional<@Size(min = 16) String> token();
  }
}
