package com.ecompulse.pipeline.support;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** The pipeline's topics as somebody else creates them, before it starts. */
public final class PipelineTopics {
  private static final Map<String, Integer> PARTITIONS =
      Map.of(
          "ecommerce-events-raw", 24, "ecommerce-events-enriched", 12, "ecommerce-events-dlq", 1);

  private PipelineTopics() {}

  /** With that many replicas each. */
  public static List<NewTopic> withReplicas(int replicas) {
    return PARTITIONS.entrySet().stream()
        .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) replicas))
        .toList();
  }
}
