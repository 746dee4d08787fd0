package com.ecompulse.pipeline.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Fails a read that makes no progress for too long: Kafka has stopped answering. Progress is the
 * position, not records: transaction markers and aborted records take offsets, too. For one read.
 */
public final class ProgressTimeout {
  public static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  private final LongSupplier nanoTime;
  private long progressedNanos;

  /** Begins now. */
  public ProgressTimeout(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.progressedNanos = nanoTime.getAsLong();
  }

  /**
   * A poll has ended.
   *
   * @param progressed whether the position is further than before it
   * @throws TimeoutException where it has been the same for too long
   */
  public void polled(boolean progressed) {
    long now = nanoTime.getAsLong();
    progressedNanos = progressed ? now : progressedNanos;
    if (now - progressedNanos > LONGEST_SILENCE.toNanos()) {
      throw new TimeoutException("reading came no further for " + LONGEST_SILENCE);
    }
  }
}
