package com.ecompulse.pipeline.bench.growth;

import java.util.Map;

/**
 * One thing that may grow.
 *
 * @param eventBytes 0 for events as shops send them, about 660 bytes
 * @param hotUserShare share of the events that are of one user
 * @param brokenShare share of the events that become dead letters
 * @param environment of the application's processes
 */
record Variation(
    String name,
    int partitions,
    int eventBytes,
    double hotUserShare,
    double brokenShare,
    int instances,
    Map<String, String> environment) {

  static Variation usual() {
    return new Variation("24 partitions, 660 B, all valid, one instance", 24, 0, 0, 0, 1, Map.of());
  }

  static Variation partitions(int partitions) {
    return new Variation(partitions + " partitions", partitions, 0, 0, 0, 1, Map.of());
  }

  static Variation bytes(int bytes) {
    return new Variation("events of " + bytes + " B", 24, bytes, 0, 0, 1, Map.of());
  }

  static Variation hotUser(double share) {
    return new Variation(
        "one user with %.0f %%".formatted(100 * share), 24, 0, share, 0, 1, Map.of());
  }

  static Variation broken(double share) {
    return new Variation(
        "%.0f %% broken events".formatted(100 * share), 24, 0, 0, share, 1, Map.of());
  }

  static Variation instances(int instances) {
    return new Variation(instances + " instances", 24, 0, 0, 0, instances, Map.of());
  }

  /** Not one thing, but each of them. */
  static Variation all(String name, Map<String, String> environment) {
    return new Variation(name, 6, 0, 0.5, 0.5, 2, environment);
  }

  static Variation settings(String name, Map<String, String> environment) {
    return new Variation(name, 24, 0, 0, 0, 1, environment);
  }
}
