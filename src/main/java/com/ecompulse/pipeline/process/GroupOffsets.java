package com.ecompulse.pipeline.process;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the brokers say of a group and of the logs that it reads. */
interface GroupOffsets {

  /** What is committed, null for nothing, of those partitions of which that is known. */
  Uni<Map<TopicPartition, OffsetAndMetadata>> committed(Set<TopicPartition> partitions);

  /** Where each log begins now, of those partitions whose leader answers. */
  Uni<Map<TopicPartition, Long>> starts(Set<TopicPartition> partitions);
}
