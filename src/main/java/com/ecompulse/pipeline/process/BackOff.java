package com.ecompulse.pipeline.process;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next try: doubling up to a ceiling, the upper half at random. */
final class BackOff {
  private static final long FIRST_MILLIS = 100;
  private static final long CEILING_MILLIS = 10_000;

  private long nextMillis = FIRST_MILLIS;

  Duration next() {
    long delay = nextMillis;
    nextMillis = Math.min(2 * delay, CEILING_MILLIS);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(delay / 2, delay + 1));
  }

  void reset() {
    nextMillis = FIRST_MILLIS;
  }
}
