package com.ecompulse.pipeline.event.window;

import java.util.Arrays;

/** What the open batch did to the window, in its order: what was added, what was evicted. */
final class UndoLog {
  private static final int LEAST = 64;
  private static final long EVICTED = -2;
  private static final long EVICTED_STALE = -3;

  private long[] steps = new long[LEAST];
  private int size;

  /** Makes room for two steps more. */
  void reserve() {
    if (size + 2 > steps.length) {
      steps = Arrays.copyOf(steps, 2 * steps.length);
    }
  }

  /**
   * @param before where the identity's occurrence before it stands, or {@link IdIndex#NONE}
   */
  void added(long before) {
    steps[size++] = before;
  }

  /**
   * @param live whether it was its identity's last occurrence
   */
  void evicted(boolean live) {
    steps[size++] = live ? EVICTED : EVICTED_STALE;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Goes one step back. */
  void back() {
    size--;
  }

  /** Whether the last step was to add; {@link #before()} is its argument then. */
  boolean isAdded() {
    return before() >= IdIndex.NONE;
  }

  boolean isEvictedLive() {
    return before() == EVICTED;
  }

  long before() {
    return steps[size - 1];
  }

  void clear() {
    size = 0;
    steps = steps.length > LEAST ? new long[LEAST] : steps;
  }
}
