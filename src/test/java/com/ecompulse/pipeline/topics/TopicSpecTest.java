package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ecompulse.pipeline.enrich.Steps;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicSpecTest {

  private static final TopicSpec RAW = TopicSpec.ALL.get(0);
  private static final short ONE = 1;
  private static final short THREE = 3;

  @Test
  void theTableIsTheContracts() {
    assertThat(TopicSpec.ALL)
        .extracting(TopicSpec::name, TopicSpec::partitions)
        .containsExactly(
            tuple("ecommerce-events-raw", 24),
            tuple("ecommerce-events-enriched", 12),
            tuple("ecommerce-events-dlq", 1),
            tuple("ecommerce-events-dlq-replays", 1));
    assertThat(TopicSpec.ALL)
        .extracting(TopicSpec::settings)
        .containsExactly(
            settings("604800000", "snappy", "1048576", "delete"),
            settings("2592000000", "snappy", "2097152", "delete"),
            settings("7776000000", "gzip", "2097152", "delete"),
            settings("8380800000", "gzip", "2097152", "compact,delete"));
  }

  @Test
  void aReferenceTopicIsLookedAtOnceItIsRead() {
    assertThat(TopicSpec.all(true, Steps.config())).isEqualTo(TopicSpec.ALL);

    assertThat(
            TopicSpec.all(
                true,
                Steps.config(
                    "customer.enabled",
                    "true",
                    "product.enabled",
                    "true",
                    "product.topic",
                    "mine")))
        .hasSize(6)
        .filteredOn(spec -> spec.writer() == Role.OTHERS)
        .extracting(TopicSpec::name, TopicSpec::settings)
        .containsExactly(
            tuple("user-profiles", settings("-1", "snappy", "1048576", "compact")),
            tuple("mine", settings("-1", "snappy", "1048576", "compact")));
  }

  @Test
  void eachTopicIsWrittenByOneRole() {
    assertThat(writtenBy(Role.INGEST)).containsExactly(TopicSpec.RAW, TopicSpec.REPLAYS);
    assertThat(writtenBy(Role.PROCESSOR))
        .containsExactly(TopicSpec.ENRICHED, TopicSpec.DEAD_LETTERS);
    assertThat(TopicSpec.ALL)
        .allMatch(spec -> spec.isWrittenBy(EnumSet.of(Role.INGEST, Role.PROCESSOR)));
  }

  /** Both roles may be told the same, and the front door has no right to it. */
  @Test
  void aReferenceTopicIsNoMatterOfAProcessThatConsumesNothing() {
    assertThat(
            TopicSpec.all(
                false, Steps.config("customer.enabled", "true", "product.enabled", "true")))
        .isEqualTo(TopicSpec.ALL);
  }

  @Test
  void aTopicAsSpecifiedDiffersInNothing() {
    // Given
    StandingTopic standing = new StandingTopic(24, 1, Optional.of(RAW.settings()));

    // When, Then
    assertThat(RAW.differencesTo(standing, ONE)).isEmpty();
  }

  @Test
  void everyDifferenceIsNamed() {
    // Given
    Map<String, String> found = new HashMap<>(RAW.settings());
    found.put("retention.ms", "1000");
    found.put("compression.type", "producer");
    found.put("cleanup.policy", "compact");
    StandingTopic standing = new StandingTopic(12, 1, Optional.of(found));

    // When, Then
    assertThat(RAW.differencesTo(standing, THREE))
        .containsExactlyInAnyOrder(
            difference("partitions", "24", "12"),
            difference("replicas", "3", "1"),
            difference("retention.ms", "604800000", "1000"),
            difference("compression.type", "snappy", "producer"),
            difference("cleanup.policy", "delete", "compact"));
  }

  @Test
  void oneReplicaInSyncOfThreeIsADifference() {
    // Given
    Map<String, String> found = new HashMap<>(RAW.settings());
    found.put("min.insync.replicas", "1");
    StandingTopic standing = new StandingTopic(24, 3, Optional.of(found));

    // When, Then
    assertThat(RAW.differencesTo(standing, THREE))
        .containsExactly(difference("min.insync.replicas", "2", "1"));
  }

  @Test
  void settingsThatMayNotBeReadAreOneDifference() {
    // Given
    StandingTopic standing = new StandingTopic(24, 3, Optional.empty());

    // When, Then
    assertThat(RAW.differencesTo(standing, THREE))
        .containsExactly(difference("settings", "readable", "refused"));
  }

  @Test
  void threeReplicasAreOrderedWithTwoInSync() {
    assertThat(RAW.newTopic(THREE).configs()).containsEntry("min.insync.replicas", "2");
    assertThat(RAW.newTopic(ONE).configs()).doesNotContainKey("min.insync.replicas");
  }

  private static Stream<String> writtenBy(Role role) {
    return TopicSpec.ALL.stream().filter(s -> s.isWrittenBy(Set.of(role))).map(TopicSpec::name);
  }

  private static TopicDifference difference(String setting, String expected, String found) {
    return new TopicDifference(RAW.name(), setting, expected, found);
  }

  private static Map<String, String> settings(
      String retentionMillis, String compression, String maxMessageBytes, String cleanup) {
    return Map.of(
        "retention.ms", retentionMillis,
        "compression.type", compression,
        "max.message.bytes", maxMessageBytes,
        "segment.ms", "86400000",
        "cleanup.policy", cleanup);
  }
}
