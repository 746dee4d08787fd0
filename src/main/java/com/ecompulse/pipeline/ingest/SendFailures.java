package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import com.ecompulse.pipeline.telemetry.Repetition;
import com.ecompulse.pipeline.telemetry.Repetitions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Counts the events that Kafka did not acknowledge, and says why in the log. Kafka's client says
 * nothing of a record that it gives up, or does not take at all for want of the topic's partitions.
 *
 * <p>While brokers are away thousands fail in a second, so each class of failure has a line a
 * minute. The exception's message may name anything, and is left out.
 */
@Singleton
class SendFailures {
  private static final Logger LOG = Logger.getLogger(SendFailures.class);

  private final PipelineMetrics metrics;
  private final LongSupplier nanoTime;
  private final Repetitions<Class<?>> kinds;
  private final Repetition lateness = new Repetition();
  private final AtomicInteger lateEvents = new AtomicInteger();

  @Inject
  SendFailures(PipelineMetrics metrics) {
    this(metrics, System::nanoTime);
  }

  SendFailures(PipelineMetrics metrics, LongSupplier nanoTime) {
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    this.kinds = new Repetitions<>(nanoTime);
  }

  /** An event was not acknowledged. */
  void add(Exception failure) {
    metrics.sendFailed();
    Class<?> cause = failure.getClass();
    int leftOut = kinds.say(cause);
    if (leftOut >= 0) {
      LOG.warnf("events not acknowledged: cause=%s sinceLastLine=%d", cause.getName(), leftOut + 1);
    }
  }

  /** Their clients were answered before Kafka was done with the events, which it may take yet. */
  void late(String topic, int events) {
    lateEvents.addAndGet(events);
    if (lateness.say(nanoTime.getAsLong()) >= 0) {
      LOG.warnf(
          "events not acknowledged in time: topic=%s sinceLastLine=%d",
          topic, lateEvents.getAndSet(0));
    }
  }
}
