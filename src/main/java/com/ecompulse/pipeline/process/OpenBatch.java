package com.ecompulse.pipeline.process;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** The batch that is being worked on, at most one, and the gate that shuts before the end. */
@Singleton
class OpenBatch {
  private static final Logger LOG = Logger.getLogger(OpenBatch.class);

  private volatile boolean draining;
  private volatile CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

  /** Runs the batch; once draining, none is begun any more and the {@code Uni} never ends. */
  <T> Uni<T> admit(Uni<T> batch) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    ended = end;
    if (draining) {
      end.complete(null);
      return Uni.createFrom().nothing();
    }
    return batch.eventually(() -> end.complete(null));
  }

  /** Whether a batch is worked on now. */
  boolean isOpen() {
    return !ended.isDone();
  }

  /** Whether no further batch is begun. */
  boolean isDraining() {
    return draining;
  }

  /** The open batch will not end, and no other is to begin. */
  void abandon() {
    draining = true;
    ended.complete(null);
  }

  /** Waits for the open batch's end; what is still open after that, its successor aborts. */
  void drain(Duration atMost) {
    draining = true;
    try {
      ended.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warnf("batch still open at the end: waitedMillis=%d", atMost.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
