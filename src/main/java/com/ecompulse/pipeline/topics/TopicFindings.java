package com.ecompulse.pipeline.topics;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one look at the brokers found.
 *
 * @param obstacles why a topic cannot be written to now, by its name; one that can is not in it
 */
record TopicFindings(List<TopicDifference> differences, Map<String, String> obstacles) {

  /** No difference and no obstacle. */
  static final TopicFindings NONE = new TopicFindings(List.of(), Map.of());

  /** What was found of a topic that stands. */
  static TopicFindings of(
      TopicSpec spec, List<TopicDifference> differences, Optional<String> obstacle) {
    return new TopicFindings(
        differences, obstacle.map(why -> Map.of(spec.name(), why)).orElse(Map.of()));
  }

  /** What was found of one that does not. */
  static TopicFindings missing(String topic) {
    return new TopicFindings(
        List.of(TopicDifference.missing(topic)), Map.of(topic, Writability.MISSING));
  }

  /** What was found of one that this service may not look at. */
  static TopicFindings refused(String topic) {
    return new TopicFindings(
        List.of(TopicDifference.refused(topic)), Map.of(topic, Writability.REFUSED));
  }

  /** The findings of several topics as one. */
  static TopicFindings together(List<TopicFindings> several) {
    Map<String, String> obstacles = new HashMap<>();
    several.forEach(found -> obstacles.putAll(found.obstacles()));
    return new TopicFindings(
        several.stream().flatMap(found -> found.differences().stream()).toList(), obstacles);
  }

  /** The differences of one topic. */
  List<TopicDifference> of(String topic) {
    return differences.stream().filter(difference -> difference.topic().equals(topic)).toList();
  }

  /** Those of the topics that must be and are not there. */
  List<TopicSpec> missing(List<TopicSpec> specs) {
    return specs.stream()
        .filter(spec -> of(spec.name()).stream().anyMatch(TopicDifference::isMissingTopic))
        .toList();
  }

  boolean nothingIsMissing() {
    return differences.stream().noneMatch(TopicDifference::isMissingTopic);
  }

  boolean isWritable(String topic) {
    return !obstacles.containsKey(topic);
  }

  /** Whether an event can pass in processes of every role. */
  boolean eventsCanPass() {
    return eventsCanPass(EnumSet.allOf(Role.class));
  }

  /** Whether each topic that events pass in processes of these roles is there and may be seen. */
  boolean eventsCanPass(Set<Role> roles) {
    return differences.stream()
        .filter(difference -> difference.isMissingTopic() || difference.isRefusedTopic())
        .noneMatch(difference -> isPassed(difference.topic(), roles));
  }

  /**
   * A front door needs the raw topic alone; a processor also those that it writes to and the tables
   * that it reads. Replays can wait.
   */
  private static boolean isPassed(String topic, Set<Role> roles) {
    return topic.equals(TopicSpec.RAW)
        || roles.contains(Role.PROCESSOR) && !topic.equals(TopicSpec.REPLAYS);
  }

  /** What this look found and that one had not. */
  List<TopicDifference> since(TopicFindings earlier) {
    return differences.stream()
        .filter(difference -> !earlier.differences().contains(difference))
        .toList();
  }

  /** The topics that this look found to be there and not to be writable, and that one had not. */
  Map<String, String> obstaclesSince(TopicFindings earlier) {
    return obstacles.entrySet().stream()
        .filter(obstacle -> !Writability.TOLD_AS_DIFFERENCE.contains(obstacle.getValue()))
        .filter(obstacle -> !earlier.obstacles().containsKey(obstacle.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
