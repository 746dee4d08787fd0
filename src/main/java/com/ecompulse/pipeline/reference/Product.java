package com.ecompulse.pipeline.reference;

import java.math.BigDecimal;

/** What the catalogue says of a product; null for what it does not say. */
public record Product(String category, String brand, BigDecimal price, BigDecimal cost) {

  /** What is left of the price when the cost is paid; null where one of them is not known. */
  public BigDecimal margin() {
    return price == null || cost == null ? null : price.subtract(cost);
  }
}
