package com.ecompulse.pipeline.bench;

import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The application's topics, which all contenders use. */
public final class Topics {
  public static final String RAW = "ecommerce-events-raw";
  public static final String ENRICHED = "ecommerce-events-enriched";
  public static final String DEAD_LETTERS = "ecommerce-events-dlq";

  private static final Duration ANSWER = Duration.ofSeconds(60);

  private Topics() {}

  /**
   * Creates topics, and returns when all their partitions take records. A producer must not come
   * sooner: where its first batch is refused because the partition has no leader yet, and its
   * second is not, the broker, which has not seen this producer before, takes the second, and
   * refuses the first as out of order until {@code delivery.timeout.ms} ends it.
   */
  public static void create(Admin admin, List<NewTopic> topics) {
    KafkaClients.get(admin.createTopics(topics).all());
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int i = 0; i < topic.numPartitions(); i++) {
        partitions.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
      }
    }
    // Only leaders answer; a broker that has not yet heard of its new topic refuses at once.
    await("leaders of new topics")
        .atMost(ANSWER)
        .ignoreException(UnknownTopicOrPartitionException.class)
        .until(() -> KafkaClients.get(admin.listOffsets(partitions).all()) != null);
  }
}
