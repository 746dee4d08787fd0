package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.event.window.EventWindow;

/** The window of one partition, and up to where it has seen the log. */
final class HeldWindow {
  private final EventWindow window;
  private volatile long nextOffset;
  private volatile boolean mustMatchExactly = true;
  private volatile long knownMillis;

  /**
   * @param nextOffset the offset of the first record that it has not seen
   */
  HeldWindow(EventWindow window, long nextOffset) {
    this.window = window;
    this.nextOffset = nextOffset;
    this.knownMillis = window.knownMillis();
  }

  EventWindow window() {
    return window;
  }

  /**
   * How far back it knows, without what the open batch does to it: for any thread, which the window
   * itself is not.
   */
  long knownMillis() {
    return knownMillis;
  }

  /**
   * Whether it has seen all before the batch that begins at that offset. After a commit, a gap
   * before the batch holds only what no consumer is given. Before the first commit, and after an
   * abort, the partition may have been another's, so the offset must match exactly.
   */
  boolean isAsOf(long first) {
    return mustMatchExactly ? first == nextOffset : first >= nextOffset;
  }

  /** The batch was committed, by the owner of the partition. */
  void committed(long nextOffset) {
    window.commit();
    knownMillis = window.knownMillis();
    this.nextOffset = nextOffset;
    mustMatchExactly = false;
  }

  /** The batch that began with that offset comes again, or goes to another. */
  void aborted(long first) {
    window.abort();
    nextOffset = first;
    mustMatchExactly = true;
  }
}
