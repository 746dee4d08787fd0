package com.ecompulse.pipeline.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A {@link Repetition} for each kind of a line.
 *
 * @param <K> what tells kinds apart; there are to be few, for none is forgotten
 */
public final class Repetitions<K> {
  private final LongSupplier nanoTime;
  private final Map<K, Repetition> kinds = new ConcurrentHashMap<>();

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public Repetitions(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** How many of its kind were left out before this one; less than 0 where it is left out, too. */
  public int say(K kind) {
    return kinds.computeIfAbsent(kind, first -> new Repetition()).say(nanoTime.getAsLong());
  }
}
