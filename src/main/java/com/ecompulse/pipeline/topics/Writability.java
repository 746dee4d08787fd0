package com.ecompulse.pipeline.topics;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/** Whether a write with {@code acks=all} would be taken, as far as the brokers tell. */
final class Writability {
  static final String MISSING = "missing";
  static final String REFUSED = "no right to see it";

  /** Obstacles that are told as a {@link TopicDifference} already. */
  static final Set<String> TOLD_AS_DIFFERENCE = Set.of(MISSING, REFUSED);

  private Writability() {}

  /**
   * Why a topic that stands cannot be written to now; nothing where it can.
   *
   * @param config its settings, where they may be read
   */
  static Optional<String> obstacle(TopicDescription topic, Optional<Config> config) {
    if (mayNotWrite(topic.authorizedOperations())) {
      return Optional.of("no right to write");
    }
    int minimum = config.map(Writability::minInSyncReplicas).orElse(1);
    return topic.partitions().stream().flatMap(p -> obstacle(p, minimum).stream()).findFirst();
  }

  /** Brokers want no more replicas in sync than there are. */
  private static Optional<String> obstacle(TopicPartitionInfo partition, int minimum) {
    if (partition.leader() == null) {
      return Optional.of("partition %d has no leader".formatted(partition.partition()));
    }
    int wanted = Math.min(minimum, partition.replicas().size());
    int inSync = partition.isr().size();
    return inSync >= wanted
        ? Optional.empty()
        : Optional.of(
            "partition %d has %d of %d replicas in sync"
                .formatted(partition.partition(), inSync, wanted));
  }

  /** Brokers that do not tell, or ask nobody for rights, name none or all of them. */
  private static boolean mayNotWrite(Set<AclOperation> operations) {
    return operations != null
        && !operations.isEmpty()
        && List.of(AclOperation.WRITE, AclOperation.ALL, AclOperation.UNKNOWN).stream()
            .noneMatch(operations::contains);
  }

  private static int minInSyncReplicas(Config config) {
    return Optional.ofNullable(config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG))
        .map(ConfigEntry::value)
        .map(Integer::valueOf)
        .orElse(1);
  }
}
