package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.telemetry.Repetitions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Says in the log why batches are aborted. One partition's may abort many times a second for as
 * long as the others' commits begin its back-off anew, so each class of cause has a line a minute.
 */
@Singleton
class AbortLines {
  private static final Logger LOG = Logger.getLogger(AbortLines.class);

  private final Repetitions<Class<?>> kinds;

  @Inject
  AbortLines() {
    this(System::nanoTime);
  }

  AbortLines(LongSupplier nanoTime) {
    this.kinds = new Repetitions<>(nanoTime);
  }

  /** The batch was aborted, and is consumed again behind the delay. */
  void add(ConsumedBatch batch, Duration delay, Throwable cause) {
    int leftOut = kinds.say(cause.getClass());
    if (leftOut >= 0) {
      LOG.warnf(
          traced(cause),
          "batch aborted, consumed again: records=%d partitions=%s delayMillis=%d cause=%s"
              + " sinceLastLine=%d",
          batch.records().count(),
          batch.partitionNumbers(),
          delay.toMillis(),
          cause,
          leftOut + 1);
    }
  }

  /** Kafka's own say what they are; of any other, a bug perhaps, one must know where it was. */
  private static Throwable traced(Throwable cause) {
    return cause instanceof KafkaException ? null : cause;
  }
}
