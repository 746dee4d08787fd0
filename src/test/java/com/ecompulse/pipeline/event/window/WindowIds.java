package com.ecompulse.pipeline.event.window;

/** Ids for windows, without events. */
final class WindowIds {
  private WindowIds() {}

  static void addAll(EventWindow window, long timestamp, int from, int to) {
    for (int i = from; i < to; i++) {
      window.at(timestamp, false);
      window.add(spread(i), i, i);
    }
  }

  static long spread(long number) {
    return number * 0x9E37_79B9_7F4A_7C15L;
  }
}
