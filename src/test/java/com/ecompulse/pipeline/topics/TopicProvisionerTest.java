package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicProvisionerTest {

  /** An alert misses a role by the gauge of the topic that it writes. */
  @Test
  void eachRoleTellsOfTheTopicsThatItWritesAndOfNoOtherBeforeAnyLook() {
    assertThat(toldWritable(Writer.INGEST))
        .containsExactlyInAnyOrder(TopicSpec.RAW, TopicSpec.REPLAYS);
    assertThat(toldWritable(Writer.PROCESSOR))
        .containsExactlyInAnyOrder(TopicSpec.ENRICHED, TopicSpec.DEAD_LETTERS);
  }

  private static List<String> toldWritable(Writer role) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    new TopicProvisioner(
        () -> null, false, (short) 1, TopicSpec.ALL, Set.of(role), new KnownTopics(), meters);
    return meters.get("ecompulse.topic.writable").gauges().stream()
        .map(Gauge::getId)
        .map(id -> id.getTag("topic"))
        .toList();
  }
}
