package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Counts outcomes and, at level DEBUG (dev mode has it on), tells each in a line. */
@Singleton
class OutcomeReport {
  private static final Logger LOG = Logger.getLogger("com.ecompulse.pipeline.outcomes");

  private final PipelineMetrics metrics;
  private final DuplicateCounts duplicates;

  OutcomeReport(PipelineMetrics metrics, DuplicateCounts duplicates) {
    this.metrics = metrics;
    this.duplicates = duplicates;
  }

  /** Counts on another thread: the next batch need not wait for it. */
  void committed(List<Outcomes> outcomes, long begunAtMillis, long committedAtMillis) {
    Infrastructure.getDefaultExecutor()
        .execute(() -> metrics.atOnce(() -> count(outcomes, begunAtMillis, committedAtMillis)));
  }

  private void count(List<Outcomes> outcomes, long begunAtMillis, long committedAtMillis) {
    metrics.batchCommitted(Duration.ofMillis(committedAtMillis - begunAtMillis));
    outcomes.forEach(ofPartition -> count(ofPartition, committedAtMillis));
  }

  private void count(Outcomes ofPartition, long committedAtMillis) {
    for (Outcomes.Entry entry : ofPartition.entries()) {
      count(entry, Duration.ofMillis(committedAtMillis - entry.receivedAtMillis()));
    }
    ofPartition.duplicates().forEach(this::count);
  }

  private void count(Outcomes.Duplicate duplicate) {
    metrics.duplicate();
    duplicates.add(duplicate.sender());
    LOG.debugf("duplicate: partition=%d offset=%d", duplicate.partition(), duplicate.offset());
  }

  void aborted() {
    metrics.batchAborted();
  }

  private void count(Outcomes.Entry entry, Duration sinceReceipt) {
    if (entry.enriched()) {
      metrics.enriched(entry.label(), sinceReceipt);
      LOG.debugf("enriched %s in %d ms", entry.label(), sinceReceipt.toMillis());
    } else {
      metrics.deadLettered(entry.label(), sinceReceipt);
      LOG.debugf("dead letter: %s in %d ms", entry.label(), sinceReceipt.toMillis());
    }
  }
}
