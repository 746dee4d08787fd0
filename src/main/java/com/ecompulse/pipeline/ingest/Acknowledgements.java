package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Waits for the acknowledgement of each record of one request; it ends with the last of them. */
final class Acknowledgements implements Callback {
  private final AtomicInteger open;
  private final PipelineMetrics metrics;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile Exception failure;

  Acknowledgements(int records, PipelineMetrics metrics) {
    this.open = new AtomicInteger(records);
    this.metrics = metrics;
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception exception) {
    if (exception != null) {
      metrics.sendFailed();
      failure = exception;
    }
    if (open.decrementAndGet() == 0) {
      end();
    }
  }

  /** Fails with the last failure when any record failed. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  private void end() {
    if (failure == null) {
      ended.complete(null);
    } else {
      ended.completeExceptionally(failure);
    }
  }
}
