package com.ecompulse.pipeline.topics;

import com.ecompulse.pipeline.config.EnrichmentConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic must be. {@link #ALL} is the contract's table; the channels' topics in {@code
 * application.properties} must be the same.
 */
public record TopicSpec(
    String name,
    int partitions,
    Duration retention,
    String compression,
    int maxMessageBytes,
    String cleanup,
    Role writer) {

  /** Events as they were accepted, keyed by user. */
  public static final String RAW = "ecommerce-events-raw";

  /** Events with their enrichment, keyed by type. */
  public static final String ENRICHED = "ecommerce-events-enriched";

  /** Events that cannot be enriched, keyed as the raw record was. */
  public static final String DEAD_LETTERS = "ecommerce-events-dlq";

  /** What was asked for and what became of it when dead letters are replayed. */
  public static final String REPLAYS = "ecommerce-events-dlq-replays";

  private static final int MIB = 1 << 20;
  private static final String DELETE = TopicConfig.CLEANUP_POLICY_DELETE;

  private static final String COMPACT_AND_DELETE =
      TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE;

  public static final List<TopicSpec> ALL =
      List.of(
          new TopicSpec(RAW, 24, Duration.ofDays(7), "snappy", MIB, DELETE, Role.INGEST),
          new TopicSpec(
              ENRICHED, 12, Duration.ofDays(30), "snappy", 2 * MIB, DELETE, Role.PROCESSOR),
          new TopicSpec(
              DEAD_LETTERS, 1, Duration.ofDays(90), "gzip", 2 * MIB, DELETE, Role.PROCESSOR),
          // A replay is remembered for longer than its letter is kept: it must not be done twice.
          new TopicSpec(
              REPLAYS, 1, Duration.ofDays(97), "gzip", 2 * MIB, COMPACT_AND_DELETE, Role.INGEST));

  private static final Duration FOR_EVER = Duration.ofMillis(-1);

  private static final Duration SEGMENT = Duration.ofDays(1);

  /** With fewer replicas than this, losing a broker would stop all writes of two in sync. */
  private static final int REPLICAS_FOR_TWO_IN_SYNC = 3;

  private static final int TWO_IN_SYNC = 2;

  /** A table that others write, of which the newest record of each key is kept for ever. */
  static TopicSpec reference(String name) {
    return new TopicSpec(
        name, 12, FOR_EVER, "snappy", MIB, TopicConfig.CLEANUP_POLICY_COMPACT, Role.OTHERS);
  }

  /** {@link #ALL}, and the reference topics that are read: by a process that takes the steps. */
  public static List<TopicSpec> all(boolean isProcessing, EnrichmentConfig enrichment) {
    return Stream.concat(
            ALL.stream(),
            Stream.of(enrichment.customer(), enrichment.product())
                .filter(table -> isProcessing && table.enabled())
                .map(table -> reference(table.topic())))
        .toList();
  }

  /** Whether a process of these roles writes it. */
  boolean isWrittenBy(Set<Role> roles) {
    return roles.contains(writer);
  }

  /** The topic's own settings, by Kafka's names. */
  public Map<String, String> settings() {
    return Map.of(
        TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()),
        TopicConfig.COMPRESSION_TYPE_CONFIG, compression,
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes),
        TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SEGMENT.toMillis()),
        TopicConfig.CLEANUP_POLICY_CONFIG, cleanup);
  }

  /** The order for such a topic with that many replicas. */
  NewTopic newTopic(short replicas) {
    Map<String, String> ordered = new TreeMap<>(settings());
    if (replicas >= REPLICAS_FOR_TWO_IN_SYNC) {
      ordered.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(TWO_IN_SYNC));
    }
    return new NewTopic(name, partitions, replicas).configs(ordered);
  }

  /** Every way in which what stands is not what it must be; more replicas than asked are fine. */
  List<TopicDifference> differencesTo(StandingTopic standing, short replicas) {
    List<TopicDifference> differences = new ArrayList<>();
    if (standing.partitions() != partitions) {
      differences.add(difference("partitions", partitions, standing.partitions()));
    }
    if (standing.replicas() < replicas) {
      differences.add(difference("replicas", replicas, standing.replicas()));
    }
    standing
        .settings()
        .ifPresentOrElse(
            found -> addDifferences(found, replicas, differences),
            () -> differences.add(difference("settings", "readable", "refused")));
    return differences;
  }

  private void addDifferences(
      Map<String, String> found, short replicas, List<TopicDifference> differences) {
    new TreeMap<>(settings())
        .forEach(
            (setting, expected) -> {
              if (!expected.equals(found.get(setting))) {
                differences.add(difference(setting, expected, found.get(setting)));
              }
            });
    int inSync = inSync(found).orElse(TWO_IN_SYNC);
    if (replicas >= REPLICAS_FOR_TWO_IN_SYNC && inSync < TWO_IN_SYNC) {
      differences.add(difference(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, TWO_IN_SYNC, inSync));
    }
  }

  private static Optional<Integer> inSync(Map<String, String> found) {
    return Optional.ofNullable(found.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG))
        .map(Integer::valueOf);
  }

  private TopicDifference difference(String setting, Object expected, Object found) {
    return new TopicDifference(name, setting, String.valueOf(expected), String.valueOf(found));
  }
}
