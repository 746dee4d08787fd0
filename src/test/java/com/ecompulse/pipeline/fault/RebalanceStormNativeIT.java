package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.topics.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Members join the group and leave it every second or two, faster than it settles: instances, which
 * leave in order or are killed, and members that are given partitions and leave before they have
 * dealt with a single record.
 */
@Tag("extended")
@Tag("native")
class RebalanceStormNativeIT extends FaultScene {
  private static final int PASSING_A_ROUND = 3;

  @Test
  void membersThatComeAndGoLoseNothingAndDoubleNothing() {
    // Given
    PackagedApplication steady = start("steady");
    Load load = load(steady);

    // When
    for (int round = 1; round <= ROUNDS; round++) {
      PackagedApplication passing = launch("passing-" + round);
      for (int i = 0; i < PASSING_A_ROUND; i++) {
        joinAndLeave();
      }
      end(passing);
    }
    load.awaitAccepted(500);

    // Then
    assertKept();
    System.out.printf("rebalances seen by the one that stayed: %d%n", rebalances(steady));
    assertThat(rebalances(steady)).isGreaterThan(ROUNDS * PASSING_A_ROUND);
  }

  private void joinAndLeave() {
    Map<String, Object> settings =
        Map.of(
            "group.id",
            "ecompulse-processors",
            "partition.assignment.strategy",
            CooperativeStickyAssignor.class.getName());
    try (Consumer<byte[], byte[]> member = cluster.clients().consumer(settings)) {
      member.subscribe(List.of(TopicSpec.RAW));
      await("partitions")
          .atMost(SOON)
          .pollInSameThread()
          .until(
              () -> {
                member.poll(Duration.ofMillis(100));
                return !member.assignment().isEmpty();
              });
    }
  }

  private void end(PackagedApplication application) {
    if (random.nextBoolean()) {
      application.kill();
    } else {
      application.terminate();
    }
  }
}
