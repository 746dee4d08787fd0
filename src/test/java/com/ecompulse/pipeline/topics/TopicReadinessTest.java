package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicReadinessTest {
  private static final TopicFindings NO_DEAD_LETTERS =
      TopicFindings.missing(TopicSpec.DEAD_LETTERS);

  @Test
  void aFrontDoorWithoutTheDeadLetterTopicIsReadyAndSaysThatItIsMissing() {
    // When
    HealthCheckResponse front = readiness(Set.of(Role.INGEST), NO_DEAD_LETTERS);

    // Then
    assertThat(front.getStatus()).isEqualTo(Status.UP);
    assertThat(front.getData().orElseThrow().get(TopicSpec.DEAD_LETTERS).toString())
        .contains("missing");
  }

  @Test
  void aFrontDoorThatMayNotSeeTheEnrichedTopicIsReady() {
    // When
    HealthCheckResponse front =
        readiness(Set.of(Role.INGEST), TopicFindings.refused(TopicSpec.ENRICHED));

    // Then
    assertThat(front.getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aProcessThatProcessesIsNotReadyWithoutTheDeadLetterTopic() {
    // When
    HealthCheckResponse processor = readiness(Set.of(Role.PROCESSOR), NO_DEAD_LETTERS);
    HealthCheckResponse both = readiness(EnumSet.of(Role.INGEST, Role.PROCESSOR), NO_DEAD_LETTERS);

    // Then
    assertThat(processor.getStatus()).isEqualTo(Status.DOWN);
    assertThat(both.getStatus()).isEqualTo(Status.DOWN);
  }

  @ParameterizedTest
  @EnumSource(names = {"INGEST", "PROCESSOR"})
  void nobodyIsReadyWithoutTheRawTopic(Role role) {
    // When
    HealthCheckResponse process = readiness(Set.of(role), TopicFindings.missing(TopicSpec.RAW));

    // Then
    assertThat(process.getStatus()).isEqualTo(Status.DOWN);
  }

  private static HealthCheckResponse readiness(Set<Role> roles, TopicFindings found) {
    TopicProvisioner provisioner =
        new TopicProvisioner(
            () -> null,
            false,
            (short) 1,
            TopicSpec.ALL,
            roles,
            new KnownTopics(),
            new SimpleMeterRegistry());
    provisioner.hold(found);
    return new TopicReadiness(provisioner).call();
  }
}
