package com.ecompulse.pipeline.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * So many events a second on average, and a second's worth at once. A request that is let in is let
 * in whole, and those after it wait for the time it has used up: a batch larger than the rate
 * passes, and none is refused for ever.
 */
final class RateLimit {
  private static final long NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

  private final double nanosAnEvent;
  private final LongSupplier nanoClock;
  private final AtomicLong usedUpToNanos;

  RateLimit(int eventsPerSecond, LongSupplier nanoClock) {
    this.nanosAnEvent = (double) NANOS_A_SECOND / eventsPerSecond;
    this.nanoClock = nanoClock;
    this.usedUpToNanos = new AtomicLong(nanoClock.getAsLong());
  }

  /** Takes the events, or tells how long to wait before another try. */
  Optional<Duration> take(int events) {
    while (true) {
      long now = nanoClock.getAsLong();
      long usedUpTo = usedUpToNanos.get();
      long ahead = Math.max(0, usedUpTo - now);
      if (ahead >= NANOS_A_SECOND) {
        return Optional.of(Duration.ofNanos(ahead - NANOS_A_SECOND + 1));
      }
      if (usedUpToNanos.compareAndSet(usedUpTo, now + ahead + (long) (events * nanosAnEvent))) {
        return Optional.empty();
      }
    }
  }
}
