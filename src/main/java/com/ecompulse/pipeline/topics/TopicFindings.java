package com.ecompulse.pipeline.topics;

import java.util.List;

/** What one look at the brokers found. */
record TopicFindings(List<TopicDifference> differences) {

  /** The differences of one topic. */
  List<TopicDifference> of(String topic) {
    return differences.stream().filter(difference -> difference.topic().equals(topic)).toList();
  }

  /** What must be and is not there. */
  List<TopicSpec> missing() {
    return TopicSpec.ALL.stream()
        .filter(spec -> of(spec.name()).stream().anyMatch(TopicDifference::isMissingTopic))
        .toList();
  }

  boolean nothingIsMissing() {
    return missing().isEmpty();
  }

  /** Whether every topic is known that an event passes; dead letters wait to be replayed. */
  boolean eventsCanPass() {
    return differences.stream()
        .filter(difference -> difference.isMissingTopic() || difference.isRefusedTopic())
        .allMatch(difference -> difference.topic().equals(TopicSpec.REPLAYS));
  }

  /** What this look found and that one had not. */
  List<TopicDifference> since(TopicFindings earlier) {
    return differences.stream()
        .filter(difference -> !earlier.differences().contains(difference))
        .toList();
  }
}
