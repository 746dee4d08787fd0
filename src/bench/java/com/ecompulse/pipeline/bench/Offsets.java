package com.ecompulse.pipeline.bench;

import com.ecompulse.pipeline.support.KafkaClients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Where topics end, and how far a group has committed. */
public final class Offsets {
  private Offsets() {}

  /** The ends of all partitions of those topics, what is not yet committed included. */
  public static Map<TopicPartition, Long> ends(Admin admin, String... topics) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicDescription topic :
        KafkaClients.get(admin.describeTopics(List.of(topics)).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(
              partition ->
                  wanted.put(
                      new TopicPartition(topic.name(), partition.partition()),
                      OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    KafkaClients.get(admin.listOffsets(wanted).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  public static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The sum of what a group has committed of a topic. */
  public static long committed(Admin admin, String group, String topic) {
    return KafkaClients.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .entrySet()
        .stream()
        .filter(offset -> offset.getValue() != null && offset.getKey().topic().equals(topic))
        .mapToLong(offset -> offset.getValue().offset())
        .sum();
  }
}
