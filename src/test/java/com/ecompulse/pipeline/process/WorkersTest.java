package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void eachPartIsDoneOnce() {
    List<Integer> parts = IntStream.range(0, 1000).boxed().toList();

    List<Integer> done = Workers.onEach(parts, 3, part -> part).await().atMost(SOON);

    assertThat(done).containsExactlyInAnyOrderElementsOf(parts);
  }

  @Test
  void soManyAreWorkedOnAtOnceAndNoMore() {
    // Given: work that goes on only when two work at the same time
    Phaser two = new Phaser(2);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();

    // When
    Workers.onEach(
            List.of(1, 2, 3, 4),
            2,
            part -> {
              threads.add(Thread.currentThread());
              return two.arriveAndAwaitAdvance();
            })
        .await()
        .atMost(SOON);

    // Then
    assertThat(threads).hasSize(2);
  }

  @Test
  void aFailureIsToldOnlyWhenNobodyWorksAnyMore() {
    // Given
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);

    // When
    UniAssertSubscriber<List<String>> end =
        Workers.onEach(List.of("fails", "works"), 2, part -> work(part, failed, held))
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());

    // Then
    await().atMost(SOON).until(() -> failed.getCount() == 0);
    await().during(Duration.ofMillis(200)).atMost(SOON).until(() -> end.getFailure() == null);
    held.countDown();
    assertThat(end.awaitFailure(SOON).getFailure()).hasMessage("on purpose");
  }

  @Test
  void anErrorIsGraverThanAnException() {
    Phaser both = new Phaser(2);

    UniAssertSubscriber<?> end =
        Workers.onEach(
                List.of(new IllegalStateException(), new OutOfMemoryError("on purpose")),
                2,
                part -> {
                  both.arriveAndAwaitAdvance();
                  return thrown(part);
                })
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());

    assertThat(end.awaitFailure(SOON).getFailure()).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void anErrorIsGraverThanWhatFailedBeforeIt() {
    // Given
    Error error = new OutOfMemoryError("on purpose");
    Throwable before = new IllegalStateException("no send");

    // When, Then
    assertThat(Workers.gravest(List.of(before, error))).isSameAs(error);
    assertThat(Workers.gravest(List.of(before))).isSameAs(before);
  }

  private static String work(String part, CountDownLatch failed, CountDownLatch held) {
    try {
      if (part.equals("fails")) {
        failed.countDown();
        throw new IllegalStateException("on purpose");
      }
      held.await();
      return part;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
