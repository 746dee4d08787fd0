package com.ecompulse.pipeline.topics;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * A topic as the brokers tell it.
 *
 * @param replicas of the partition that has the fewest
 * @param settings in force, the brokers' defaults among them; empty where reading them is refused
 */
record StandingTopic(int partitions, int replicas, Optional<Map<String, String>> settings) {

  static StandingTopic of(TopicDescription description, Optional<Config> config) {
    return new StandingTopic(
        description.partitions().size(),
        description.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0),
        config.map(StandingTopic::settings));
  }

  private static Map<String, String> settings(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toUnmodifiableMap(ConfigEntry::name, ConfigEntry::value));
  }
}
