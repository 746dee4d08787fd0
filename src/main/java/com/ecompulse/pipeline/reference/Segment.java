package com.ecompulse.pipeline.reference;

import java.math.BigDecimal;

/** What a customer is worth, by what was spent and how often was ordered. */
enum Segment {
  VIP("VIP", 1000, 10),
  PREMIUM("Premium", 500, 5),
  REGULAR("Regular", 100, 2),
  /** Anybody else, and whoever has no profile. */
  NEW("New", -1, -1);

  private static final Segment[] ALL = values();

  private final String text;
  private final BigDecimal spentAbove;
  private final BigDecimal ordersAbove;

  Segment(String text, long spentAbove, long ordersAbove) {
    this.text = text;
    this.spentAbove = BigDecimal.valueOf(spentAbove);
    this.ordersAbove = BigDecimal.valueOf(ordersAbove);
  }

  /** The value in the output. */
  String text() {
    return text;
  }

  static Segment of(BigDecimal spent, BigDecimal orders) {
    for (Segment segment : ALL) {
      if (spent.compareTo(segment.spentAbove) > 0 && orders.compareTo(segment.ordersAbove) > 0) {
        return segment;
      }
    }
    return NEW;
  }

  static Segment ofOrdinal(int ordinal) {
    return ALL[ordinal];
  }
}
