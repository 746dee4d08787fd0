package com.ecompulse.pipeline.event;

import java.time.Duration;

/**
 * The bounds of a valid event.
 *
 * @param maxEventBytes bytes of a raw record's value, white space around the event included
 * @param maxEnrichedBytes bytes of an enriched event
 * @param maxDepth levels of objects and arrays; the event itself is the first
 * @param maxAhead how far an event's timestamp may lie ahead of its receipt
 * @param maxBehind how far an event's timestamp may lie behind its receipt
 */
public record EventLimits(
    int maxEventBytes, int maxEnrichedBytes, int maxDepth, Duration maxAhead, Duration maxBehind) {

  /** Longer than any two four-digit years lie apart: a longer window would be no limit. */
  private static final Duration MAX_WINDOW = Duration.ofDays(3_660_000);

  /** The enriched topic takes 2 MiB a message; 64 KiB of them are left to headers and framing. */
  public static final EventLimits DEFAULTS =
      new EventLimits(
          1 << 20, (2 << 20) - (64 << 10), 64, Duration.ofHours(24), Duration.ofDays(30));

  public EventLimits {
    requirePositive(maxEventBytes, "maxEventBytes");
    requirePositive(maxEnrichedBytes, "maxEnrichedBytes");
    requirePositive(maxDepth, "maxDepth");
    requireWindow(maxAhead, "maxAhead");
    requireWindow(maxBehind, "maxBehind");
  }

  private static void requirePositive(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  private static void requireWindow(Duration value, String name) {
    if (value.isNegative() || value.compareTo(MAX_WINDOW) > 0) {
      throw new IllegalArgumentException(
          name + " must be from 0 to " + MAX_WINDOW + ", not " + value);
    }
  }
}
