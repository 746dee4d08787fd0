package com.ecompulse.pipeline.deadletter;

import java.time.Duration;

/** When a reader gives what it has found until then. */
record Deadline(long nanos) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean isOver() {
    return System.nanoTime() - nanos >= 0;
  }
}
