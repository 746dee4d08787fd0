package com.ecompulse.pipeline.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Fails a read that makes no progress for too long: Kafka has stopped answering. Progress is the
 * position, not records: transaction markers and aborted records take offsets, too. For one read.
 */
public final class Patience {
  public static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  private final LongSupplier nanoTime;
  private long gotOnNanos;

  /** Begins now. */
  public Patience(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.gotOnNanos = nanoTime.getAsLong();
  }

  /**
   * A poll has ended.
   *
   * @param gotOn whether the position is further than before it
   * @throws TimeoutException where it has been the same for too long
   */
  public void polled(boolean gotOn) {
    long now = nanoTime.getAsLong();
    gotOnNanos = gotOn ? now : gotOnNanos;
    if (now - gotOnNanos > LONGEST_SILENCE.toNanos()) {
      throw new TimeoutException("reading came no further for " + LONGEST_SILENCE);
    }
  }
}
