package com.ecompulse.pipeline.reference;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * The segment of each customer, of profiles {@code {"total_spent":1234.50,"total_orders":12}} by
 * user id. A total that is missing is 0.
 */
final class CustomerTable implements ReferenceTable {
  private static final String SPENT = "total_spent";
  private static final String ORDERS = "total_orders";

  private final SegmentTable segments;

  CustomerTable(SegmentTable segments) {
    this.segments = segments;
  }

  @Override
  public boolean put(String userId, byte[] profile) throws IOException {
    ReferenceValue value = ReferenceValue.read(profile, List.of(SPENT, ORDERS), List.of());
    Segment segment = Segment.of(orZero(value.number(SPENT)), orZero(value.number(ORDERS)));
    return segments.put(userId, (byte) segment.ordinal());
  }

  @Override
  public void remove(String userId) {
    segments.remove(userId);
  }

  @Override
  public void clear() {
    segments.clear();
  }

  @Override
  public int size() {
    return segments.size();
  }

  /**
   * A customer's segment, {@link Segment#NEW} for one without a profile; null where that is not
   * known, for there may be a profile that it had no room for.
   */
  Segment segment(String userId) {
    int ordinal = segments.get(userId);
    if (ordinal == SegmentTable.ABSENT) {
      return segments.hasRefused() ? null : Segment.NEW;
    }
    return Segment.ofOrdinal(ordinal);
  }

  private static BigDecimal orZero(BigDecimal number) {
    return number == null ? BigDecimal.ZERO : number;
  }
}
