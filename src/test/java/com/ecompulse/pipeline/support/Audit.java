package com.ecompulse.pipeline.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.guarantee.Conservation;
import com.ecompulse.pipeline.support.guarantee.Guarantee;
import com.ecompulse.pipeline.support.guarantee.History;
import com.ecompulse.pipeline.support.guarantee.ReadRecord;
import com.ecompulse.pipeline.support.guarantee.SentEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds every promise against the whole of the three topics, once the processors have dealt with
 * all that lies in the raw one.
 */
public final class Audit {
  private static final String GROUP = "ecompulse-processors";
  private static final String RAW = "ecommerce-events-raw";
  private static final String ENRICHED = "ecommerce-events-enriched";
  private static final String DEAD_LETTERS = "ecommerce-events-dlq";
  private static final Duration CAUGHT_UP = Duration.ofSeconds(180);

  private final KafkaClients kafka;

  public Audit(KafkaClients kafka) {
    this.kafka = kafka;
  }

  /** Nothing that was accepted is lost, doubled or out of order; only what was broken is dead. */
  public void assertKept(Journal journal) {
    List<SentEvent> accepted = journal.accepted();
    List<SentEvent> unanswered = journal.unanswered();
    Set<String> broken = journal.broken();
    awaitNothingLeft();
    awaitNothingHidden();
    List<ReadRecord> raw = read(RAW);
    long duplicates = duplicates(raw, broken);
    History history = new History(accepted, unanswered, read(ENRICHED), read(DEAD_LETTERS));
    System.out.printf(
        "audit: accepted=%d unanswered=%d raw=%d enriched=%d dead-lettered=%d duplicate=%d"
            + " broken=%d%n",
        accepted.size(),
        unanswered.size(),
        raw.size(),
        history.enriched().size(),
        history.deadLetters().size(),
        duplicates,
        broken.size());
    assertThat(accepted).as("events accepted").isNotEmpty();
    Guarantee.all().forEach(guarantee -> guarantee.assertKept(history));
    new Conservation(raw.size(), duplicates).assertKept(history);
    assertThat(ids(history.deadLetters())).as("dead letters of good events").isSubsetOf(broken);
    assertThat(ids(history.enriched()))
        .as("broken events that were enriched")
        .doesNotContainAnyElementsOf(broken);
  }

  /** How many of the good events in the raw topic had come before. */
  private static long duplicates(List<ReadRecord> raw, Set<String> broken) {
    List<String> good =
        raw.stream()
            .map(ReadRecord::eventId)
            .filter(id -> id != null && !broken.contains(id))
            .toList();
    return good.size() - good.stream().distinct().count();
  }

  /** Waits until the processors have dealt with all that lies in the raw topic now. */
  public void awaitCaughtUp() {
    try (Admin admin = kafka.admin()) {
      Map<TopicPartition, Long> ends = ends(admin);
      await("processors have caught up")
          .atMost(CAUGHT_UP)
          .pollInterval(Duration.ofMillis(250))
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(left(admin, ends)).as("records left by partition").isEmpty());
    }
  }

  /** The same, and what a producer may have written late as well. */
  private void awaitNothingLeft() {
    try (Admin admin = kafka.admin()) {
      await("nothing left")
          .atMost(CAUGHT_UP.multipliedBy(2))
          .pollDelay(Duration.ZERO)
          .until(
              () -> {
                awaitCaughtUp();
                return left(admin, ends(admin)).isEmpty();
              });
    }
  }

  /**
   * Waits until no transaction is open any more behind which committed records lie: that of a
   * killed process lasts as long as the brokers let it, and its partitions may be caught up before.
   */
  void awaitNothingHidden() {
    try (Admin admin = kafka.admin()) {
      await("no transaction open")
          .atMost(CAUGHT_UP)
          .pollDelay(Duration.ZERO)
          .untilAsserted(
              () -> {
                assertThat(stableEnds(admin, ENRICHED)).isEqualTo(ends(admin, ENRICHED));
                assertThat(stableEnds(admin, DEAD_LETTERS)).isEqualTo(ends(admin, DEAD_LETTERS));
              });
    }
  }

  private Map<TopicPartition, Long> ends(Admin admin) {
    return ends(admin, RAW);
  }

  private Map<TopicPartition, Long> ends(Admin admin, String topic) {
    return ends(admin, topic, IsolationLevel.READ_UNCOMMITTED);
  }

  /** Where a reader of committed records stops. */
  private Map<TopicPartition, Long> stableEnds(Admin admin, String topic) {
    return ends(admin, topic, IsolationLevel.READ_COMMITTED);
  }

  private Map<TopicPartition, Long> ends(Admin admin, String topic, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> latest =
        kafka.description(topic).partitions().stream()
            .collect(
                Collectors.toMap(
                    info -> new TopicPartition(topic, info.partition()), i -> OffsetSpec.latest()));
    return KafkaClients.get(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  private Map<Integer, Long> left(Admin admin, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        KafkaClients.get(
            admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata(GROUP));
    return ends.entrySet().stream()
        .filter(end -> end.getValue() > offset(committed.get(end.getKey())))
        .collect(
            Collectors.toMap(
                end -> end.getKey().partition(),
                end -> end.getValue() - offset(committed.get(end.getKey()))));
  }

  private static long offset(OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }

  private List<ReadRecord> read(String topic) {
    try (TopicReader reader = TopicReader.fromBeginning(kafka, topic)) {
      return reader.drain().stream().map(ReadRecord::of).toList();
    }
  }

  private static Set<String> ids(List<ReadRecord> records) {
    return records.stream()
        .map(ReadRecord::eventId)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
