package com.ecompulse.pipeline.process;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Threads of the worker pool that share a piece of work among them. */
final class Workers {
  private Workers() {}

  /**
   * Does something for each part. A worker takes the next part when it is done with one: to hand
   * each part over to a thread of its own would cost more than a part of a few records.
   *
   * @param parts at least one
   * @param atOnce how many are worked on at once
   * @return the results in no order, once no worker works any more; fails then with the gravest of
   *     the failures
   */
  static <P, R> Uni<List<R>> onEach(List<P> parts, int atOnce, Function<P, R> work) {
    AtomicInteger next = new AtomicInteger();
    Uni<List<R>> worker =
        Uni.createFrom()
            .item(() -> untilNoneIsLeft(parts, next, work))
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    return Uni.join()
        .all(Collections.nCopies(Math.min(atOnce, parts.size()), worker))
        .andCollectFailures()
        .map(lists -> lists.stream().flatMap(List::stream).toList())
        .onFailure(CompositeException.class)
        .transform(several -> gravest(several.getCauses()));
  }

  private static <P, R> List<R> untilNoneIsLeft(
      List<P> parts, AtomicInteger next, Function<P, R> work) {
    List<R> results = new ArrayList<>();
    for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
      results.add(work.apply(parts.get(i)));
    }
    return results;
  }

  /** After an error, such as a heap that is full, nothing is known of the windows. */
  static Throwable gravest(List<Throwable> failures) {
    return failures.stream()
        .filter(Error.class::isInstance)
        .findFirst()
        .orElseGet(() -> failures.get(0));
  }
}
