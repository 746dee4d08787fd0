package com.ecompulse.pipeline.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("extended")
class PackagedApplicationIT {

  private static KafkaCluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = KafkaCluster.start(1);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Test
  void becomesReadyAndEndsInOrderWhenAsked() {
    // Given
    try (PackagedApplication application = PackagedApplication.start("asked", environment())) {

      // When
      application.terminate();

      // Then
      assertThat(application.isAlive()).isFalse();
      assertThat(application.output()).content().contains("stopped in");
    }
  }

  @Test
  void isGoneAtOnceWhenKilled() {
    // Given
    try (PackagedApplication application = PackagedApplication.start("killed", environment())) {

      // When
      application.kill();

      // Then
      assertThat(application.isAlive()).isFalse();
      assertThat(application.output()).content().doesNotContain("stopped in");
    }
  }

  @Test
  void answersNobodyWhileItIsPausedAndGoesOnWhenResumed() {
    // Given
    try (PackagedApplication application = PackagedApplication.start("paused", environment())) {

      // When
      application.pause();

      // Then
      assertThat(application.isReady()).isFalse();
      assertThat(application.isAlive()).isTrue();
      application.resume();
      application.awaitReady();
    }
  }

  @Test
  void aStartThatFailsIsToldWithWhatTheApplicationPrinted() {
    // Given
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("PIPELINE_TOPICS_REPLICATION_FACTOR", "0");

    // When, Then
    assertThatThrownBy(() -> PackagedApplication.start("misconfigured", environment))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the application ended")
        .hasMessageContaining("pipeline.topics.replication-factor must be greater");
  }

  private static Map<String, String> environment() {
    return PackagedPipeline.onOneBroker(cluster, Map.of());
  }
}
