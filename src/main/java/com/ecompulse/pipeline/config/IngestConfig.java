package com.ecompulse.pipeline.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The front door; a part of {@link PipelineConfig}. */
public interface IngestConfig {
  /** Whether this process takes events over HTTP. */
  @WithDefault("true")
  boolean enabled();

  /** Events that may wait for Kafka's acknowledgement at once; one more is answered 503. */
  @WithDefault("20000")
  @Min(1)
  int maxInFlightEvents();

  /**
   * Bytes of those events. At most a third of the producer's {@code buffer.memory}: a batch that an
   * event does not fit into is sent half empty, and what a full buffer does not take fails at once.
   */
  @WithDefault("12M")
  MemorySize maxInFlightSize();

  /** Bytes of a request's body; one more is answered 413. */
  @WithDefault("4M")
  MemorySize maxBodySize();

  /** Events that one request may bring; one more is answered 413. */
  @WithDefault("500")
  @Min(1)
  int maxEventsPerRequest();

  /** How long a request waits for Kafka's acknowledgement before it is answered 503. */
  @WithDefault("10S")
  Duration ackTimeout();

  /**
   * Bytes that are held of bodies that are being read at once, at most twice those that came; a
   * request beyond them is answered 503.
   */
  @WithDefault("16M")
  MemorySize maxReadingSize();

  /**
   * How long a connection may take, from its opening or its last answer, until a request's head has
   * come; it is closed then.
   */
  @WithDefault("30S")
  Duration headTimeout();

  /** How long a body may take to come before it is answered 408. */
  @WithDefault("20S")
  Duration bodyTimeout();

  /** The names in {@code /topics/{topic}} that mean the raw topic. */
  @WithDefault("ecommerce-events,ecommerce-events-raw")
  Set<String> topicAliases();

  /** Whether events are taken without a write key, too. */
  boolean open();

  /** The write keys by the name that travels with their events. */
  Map<String, WriteKey> writeKeys();

  /** The proxies whose word on the client's address is taken: addresses, or ranges in CIDR. */
  Optional<Set<String>> trustedProxies();

  /** Where those proxies write it: {@code X-Forwarded-For} or {@code Forwarded}. */
  @WithDefault("X-Forwarded-For")
  @Pattern(regexp = "(?i)x-forwarded-for|forwarded")
  String proxyHeader();

  Breaker breaker();

  /** A secret that lets a client's events in. */
  interface WriteKey {
    /** SHA-256 of the key, in hexadecimal; the key itself stands nowhere. */
    @Pattern(regexp = "[0-9a-fA-F]{64}")
    String sha256();

    /** Events a second at each process, on average; no limit where it is not set. */
    @Min(1)
    OptionalInt eventsPerSecond();

    /** The web origins that may use the key; any where it is not set. */
    Optional<Set<String>> origins();
  }

  /** The circuit breaker between the front door and Kafka. */
  interface Breaker {
    /** Requests whose fate it judges by. */
    @WithDefault("20")
    @Min(1)
    int window();

    /** The share of them, from 0 to 1, that must fail for it to open. */
    @WithDefault("0.5")
    @DecimalMin("0")
    @DecimalMax("1")
    double failureRatio();

    /** How long it stays open before it lets a request try. */
    @WithDefault("5S")
    Duration delay();
  }
}
