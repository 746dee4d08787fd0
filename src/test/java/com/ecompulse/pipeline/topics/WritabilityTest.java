package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

class WritabilityTest {
  private static final Node ONE = new Node(1, "one", 9092);
  private static final Node TWO = new Node(2, "two", 9092);
  private static final Optional<Config> TWO_IN_SYNC =
      Optional.of(new Config(List.of(new ConfigEntry("min.insync.replicas", "2"))));

  @Test
  void aTopicWithALeaderAndEnoughReplicasInSyncIsWritable() {
    assertThat(Writability.obstacle(topic(ONE, List.of(ONE, TWO), Set.of()), TWO_IN_SYNC))
        .isEmpty();
  }

  @Test
  void tooFewReplicasInSyncAreAnObstacle() {
    assertThat(Writability.obstacle(topic(ONE, List.of(ONE), Set.of()), TWO_IN_SYNC))
        .contains("partition 0 has 1 of 2 replicas in sync");
  }

  @Test
  void noMoreReplicasInSyncAreWantedThanThereAre() {
    // Given
    Optional<Config> three =
        Optional.of(new Config(List.of(new ConfigEntry("min.insync.replicas", "3"))));

    // When, Then
    assertThat(Writability.obstacle(topic(ONE, List.of(ONE, TWO), Set.of()), three)).isEmpty();
  }

  @Test
  void aPartitionWithoutALeaderIsAnObstacle() {
    assertThat(Writability.obstacle(topic(null, List.of(ONE, TWO), Set.of()), TWO_IN_SYNC))
        .contains("partition 0 has no leader");
  }

  @Test
  void theMissingRightToWriteIsAnObstacle() {
    assertThat(writableWith(Set.of(AclOperation.READ, AclOperation.DESCRIBE)))
        .contains("no right to write");
    assertThat(writableWith(Set.of(AclOperation.READ, AclOperation.WRITE))).isEmpty();
    assertThat(writableWith(null)).isEmpty();
  }

  @Test
  void settingsThatMayNotBeReadAreNoObstacle() {
    assertThat(Writability.obstacle(topic(ONE, List.of(ONE), Set.of()), Optional.empty()))
        .isEmpty();
  }

  private static Optional<String> writableWith(Set<AclOperation> operations) {
    return Writability.obstacle(topic(ONE, List.of(ONE, TWO), operations), TWO_IN_SYNC);
  }

  private static TopicDescription topic(
      Node leader, Collection<Node> inSync, Set<AclOperation> operations) {
    TopicPartitionInfo partition =
        new TopicPartitionInfo(0, leader, List.of(ONE, TWO), List.copyOf(inSync));
    return new TopicDescription("t", false, List.of(partition), operations);
  }
}
