package com.ecompulse.pipeline.support.guarantee;

import java.util.Random;

/**
 * Where a test's chance comes from. It is printed, so that a run that failed can be run again:
 * {@code -Dseed=…}.
 */
public record Seed(long value) {

  private static final String PROPERTY = "seed";

  /** The seed that {@code -Dseed} gives, else a new one; printed either way. */
  public static Seed announced() {
    Long given = Long.getLong(PROPERTY);
    Seed seed = new Seed(given == null ? new Random().nextInt(Integer.MAX_VALUE) : given);
    System.out.printf("seed=%1$d (run the same again with -Dseed=%1$d)%n", seed.value());
    return seed;
  }

  /** A source of chance that starts the same for the same seed. */
  public Random random() {
    return new Random(value);
  }
}
