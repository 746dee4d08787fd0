package com.ecompulse.pipeline.telemetry;

import java.time.Duration;

/** How often a line is said that there is reason to say again and again: once a minute. */
public final class Repetition {
  private static final Duration ONCE_IN = Duration.ofMinutes(1);

  private boolean said;
  private long saidNanos;
  private int leftOut;

  /**
   * How many were left out before this one; less than 0 where this one is left out, too.
   *
   * @param nowNanos of {@link System#nanoTime}: a clock that is set back would mute the line
   */
  public synchronized int say(long nowNanos) {
    if (said && nowNanos - saidNanos < ONCE_IN.toNanos()) {
      leftOut++;
      return -1;
    }
    int before = leftOut;
    said = true;
    saidNanos = nowNanos;
    leftOut = 0;
    return before;
  }
}
