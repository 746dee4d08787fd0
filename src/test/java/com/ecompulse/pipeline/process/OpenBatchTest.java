package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpenBatchTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final OpenBatch openBatch = new OpenBatch();
  private final CompletableFuture<Void> work = new CompletableFuture<>();

  @Test
  void theDrainWaitsForTheOpenBatch() {
    // Given
    admit();
    CompletableFuture<Void> drain = CompletableFuture.runAsync(() -> openBatch.drain(LONG));

    // When
    boolean drainedBefore = drain.isDone();
    work.complete(null);

    // Then
    assertThat(drainedBefore).isFalse();
    assertThat(drain).succeedsWithin(LONG);
  }

  @Test
  void withoutABatchThereIsNothingToWaitFor() {
    assertThat(CompletableFuture.runAsync(() -> openBatch.drain(LONG))).succeedsWithin(LONG);
  }

  @Test
  void aBatchThatDoesNotEndHoldsUpTheDrainNoLongerThanItMay() {
    // Given
    admit();

    // When, Then
    assertThat(CompletableFuture.runAsync(() -> openBatch.drain(Duration.ofMillis(1))))
        .succeedsWithin(LONG);
  }

  @Test
  void anAbandonedBatchIsNotWaitedFor() {
    // Given
    admit();

    // When
    openBatch.abandon();

    // Then
    assertThat(CompletableFuture.runAsync(() -> openBatch.drain(LONG))).succeedsWithin(LONG);
  }

  @Test
  void noBatchIsBegunOnceDraining() {
    // Given
    openBatch.drain(Duration.ZERO);
    work.complete(null);

    // When, Then
    admit().assertNotTerminated();
  }

  @Test
  void aBatchThatFailedIsNotOpen() {
    // Given
    admit();

    // When
    work.completeExceptionally(new IllegalStateException("aborted"));

    // Then
    assertThat(CompletableFuture.runAsync(() -> openBatch.drain(LONG))).succeedsWithin(LONG);
  }

  private UniAssertSubscriber<Void> admit() {
    return openBatch
        .admit(Uni.createFrom().completionStage(work))
        .subscribe()
        .withSubscriber(new UniAssertSubscriber<>());
  }
}
