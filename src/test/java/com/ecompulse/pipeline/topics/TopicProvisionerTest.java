package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.LogLines;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicProvisionerTest {
  private final LogLines log = LogLines.of(TopicProvisioner.class);

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  /** An alert misses a role by the gauge of the topic that it writes. */
  @Test
  void eachRoleTellsOfTheTopicsThatItWritesAndOfNoOtherBeforeAnyLook() {
    assertThat(toldWritable(Role.INGEST))
        .containsExactlyInAnyOrder(TopicSpec.RAW, TopicSpec.REPLAYS);
    assertThat(toldWritable(Role.PROCESSOR))
        .containsExactlyInAnyOrder(TopicSpec.ENRICHED, TopicSpec.DEAD_LETTERS);
  }

  @Test
  void thatTopicsCannotBeCheckedIsSaidOnceAndSoIsItsEnd() {
    // Given
    TopicProvisioner provisioner = provisioner(Role.INGEST, new SimpleMeterRegistry());
    provisioner.hold(TopicFindings.NONE);

    // When
    provisioner.tellOnce(new TimeoutException("no broker"));
    provisioner.tellOnce(new TimeoutException("no broker"));
    provisioner.hold(TopicFindings.NONE);
    provisioner.hold(TopicFindings.NONE);

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN topics cannot be checked, trying again:"
                + " cause=org.apache.kafka.common.errors.TimeoutException: no broker",
            "INFO topics are checked again");
  }

  private static List<String> toldWritable(Role role) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    provisioner(role, meters);
    return meters.get("ecompulse.topic.writable").gauges().stream()
        .map(Gauge::getId)
        .map(id -> id.getTag("topic"))
        .toList();
  }

  private static TopicProvisioner provisioner(Role role, SimpleMeterRegistry meters) {
    return new TopicProvisioner(
        () -> null, false, (short) 1, TopicSpec.ALL, Set.of(role), new KnownTopics(), meters);
  }
}
