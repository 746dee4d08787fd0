package com.ecompulse.pipeline.telemetry;

import java.time.Duration;

/** How often a line is said that there is reason to say again and again: once a minute. */
public final class Repetition {
  private static final Duration ONCE_IN = Duration.ofMinutes(1);

  private boolean said;
  private long saidMillis;
  private int leftOut;

  /** How many were left out before this one; less than 0 where this one is left out, too. */
  public synchronized int say(long nowMillis) {
    if (said && nowMillis - saidMillis < ONCE_IN.toMillis()) {
      leftOut++;
      return -1;
    }
    int before = leftOut;
    said = true;
    saidMillis = nowMillis;
    leftOut = 0;
    return before;
  }
}
