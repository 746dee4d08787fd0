package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process with a name that a restart keeps: its partitions wait for it. */
class StaticMemberNativeIT extends FaultScene {
  private final Map<String, String> environment = new HashMap<>();

  @Override
  Map<String, String> environment() {
    return environment;
  }

  @Test
  @Tag(LONG)
  void aRestartWithinTheSessionMovesNoPartition() {
    // Given
    environment.put("MP_MESSAGING_INCOMING_RAW_IN_SESSION_TIMEOUT_MS", "60000");
    PackagedApplication steady = startNamed("pod-0");
    PackagedApplication restarted = startNamed("pod-1");
    Load load = load(steady);
    aMomentLater();
    long before = rebalances(steady);

    // When
    restarted.terminate();
    restarted = startNamed("pod-1");
    aMomentLater();
    restarted.kill();
    startNamed("pod-1");
    aMomentLater();

    // Then
    assertKept();
    assertThat(rebalances(steady)).isEqualTo(before);
  }

  private PackagedApplication startNamed(String name) {
    environment.put("PIPELINE_PROCESSOR_GROUP_INSTANCE_ID", name);
    return start(name);
  }
}
