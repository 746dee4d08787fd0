package com.ecompulse.pipeline.event;

import java.math.BigDecimal;
import java.util.Optional;

/** Decimals from strangers: one can be a megabyte long, and a short one have a billion digits. */
public final class Decimals {
  private Decimals() {}

  /**
   * @param number a JSON number
   * @param maxDigits the most characters that it may have, and the farthest that its last digit may
   *     stand from the point
   * @return its exact value; empty where it goes beyond
   */
  public static Optional<BigDecimal> bounded(String number, int maxDigits) {
    if (number.length() > maxDigits) {
      return Optional.empty();
    }
    try {
      BigDecimal value = new BigDecimal(number);
      return Math.abs((long) value.scale()) > maxDigits ? Optional.empty() : Optional.of(value);
    } catch (NumberFormatException exponentOutOfRange) {
      return Optional.empty(); // JSON bounds no exponent; a BigDecimal does
    }
  }
}
