package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.process.TransactionFaults.Fault;
import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.RunningPipeline;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the meters say of a batch that aborts, and waits to be tried again. */
@Tag("extended")
@QuarkusTest
@TestProfile(AbortedBatchIT.ManyBatches.class)
@QuarkusTestResource(KafkaClusterResource.class)
class AbortedBatchMetersIT extends DuplicatesScene {
  private static final int EVENTS = 50;

  /** Two looks at least. */
  private static final Duration LOOKS = Duration.ofSeconds(12);

  /** Nothing is left to come out among the next test's events. */
  @AfterEach
  void noMoreFaults() {
    TransactionFaults.stop();
    new Audit(cluster.clients()).awaitCaughtUp();
  }

  @Test
  void whatIsNotCommittedIsLagHoweverOftenItAborts() {
    // Given
    Metrics metrics = new Metrics(RunningPipeline.inThisJvm(cluster).management());
    TransactionFaults.strikeWhen(Fault.COMMIT::equals);

    // When
    for (int i = 0; i < EVENTS; i++) {
      send("u", "lag-" + i, now);
    }

    // Then
    await("lag")
        .during(LOOKS)
        .atMost(LOOKS.multipliedBy(5))
        // Other tests' markers count, too, while something is in hand.
        .until(() -> metrics.sum("ecompulse_consumer_lag") >= EVENTS);
    assertThat(metrics.sum("ecompulse_oldest_unprocessed_seconds")).isPositive();
    TransactionFaults.stop();
    assertThat(comeOut()).hasSize(EVENTS);
    await("no lag")
        .atMost(LOOKS.multipliedBy(5))
        .until(() -> metrics.sum("ecompulse_consumer_lag") == 0);
    assertThat(metrics.sum("ecompulse_oldest_unprocessed_seconds")).isZero();
  }
}
