package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Processors come and go in the steps in which they are scaled, while a front door takes events.
 */
class ScalingNativeIT extends FaultScene {
  private static final List<Integer> STEPS = List.of(1, 2, 3, 6, 3, 1);
  private static final int PARTITIONS = 24;
  private static final int CLIENTS = 8;
  private static final int EVENTS_OF_A_STEP = Integer.getInteger("scaling.events", 10_000);

  private final Map<String, String> environment = new HashMap<>();
  private final List<PackagedApplication> processors = new ArrayList<>();

  @Override
  KafkaCluster startCluster() {
    return KafkaCluster.start(1);
  }

  @Override
  Map<String, String> environment() {
    return environment;
  }

  @Test
  @Tag(LONG)
  void eachStepSharesThePartitionsOutEvenlyAndKeepsWhatIsPromised() {
    // Given
    environment.put("PIPELINE_TOPICS_REPLICATION_FACTOR", "1");
    environment.put("PIPELINE_PROCESSOR_ENABLED", "false");
    PackagedApplication ingest = start("ingest-0");
    Load load = load(new Load.Plan(seed.value(), CLIENTS, Duration.ZERO, 0.02), ingest);

    // When
    for (int count : STEPS) {
      scaleTo(count);
      awaitEvenShares();
      work(load);
    }

    // Then
    assertKept();
    assertThat(processors.get(0).isLive()).isTrue();
  }

  /** As a stateful set does: the last come, and the last go. */
  private void scaleTo(int count) {
    environment.put("PIPELINE_INGEST_ENABLED", "false");
    environment.put("PIPELINE_PROCESSOR_ENABLED", "true");
    while (processors.size() < count) {
      String name = "processor-" + processors.size();
      environment.put("PIPELINE_PROCESSOR_GROUP_INSTANCE_ID", name);
      processors.add(launch(name));
    }
    while (processors.size() > count) {
      assertThat(processors.remove(count).terminate()).isEqualTo(143);
    }
    processors.forEach(PackagedApplication::awaitReady);
  }

  private void awaitEvenShares() {
    await("an even share of partitions for each of " + processors.size())
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(processors)
                    .extracting(p -> new Metrics(p.management()).count("ecompulse_consumer_lag"))
                    .containsOnly((long) PARTITIONS / processors.size()));
  }

  private void work(Load load) {
    double before = consumed();
    long begun = System.nanoTime();
    load.awaitAccepted(EVENTS_OF_A_STEP);
    new Audit(cluster.clients()).awaitCaughtUp();
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "processors=%d partitions of each=%d events=%.0f events/s=%.0f%n",
        processors.size(),
        PARTITIONS / processors.size(),
        consumed() - before,
        (consumed() - before) / seconds);
  }

  private double consumed() {
    return processors.stream()
        .mapToDouble(p -> new Metrics(p.management()).sum("ecompulse_events_consumed_total"))
        .sum();
  }
}
