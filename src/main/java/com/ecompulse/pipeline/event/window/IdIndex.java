package com.ecompulse.pipeline.event.window;

/**
 * Finds an identity's last occurrence. A word is its slot in the ring and, in the bits that are
 * left, a part of its fingerprint, so that hardly any other entry is looked at.
 */
final class IdIndex extends ProbedTable {
  /** No occurrence. */
  static final long NONE = -1;

  private final EntryRing ring;
  private int slotBits;

  IdIndex(EntryRing ring) {
    this.ring = ring;
    this.slotBits = bits(ring);
  }

  /** The position of the identity's last occurrence, or {@link #NONE}. */
  long find(long high, long low) {
    int word = word(place(high, low));
    return word == 0 ? NONE : position(word);
  }

  /** The identity's last occurrence is the one at that position now. */
  void put(long position) {
    long low = ring.low(position);
    set(place(ring.high(position), low), tag(low) | ring.slot(position) + 1);
  }

  void remove(long high, long low) {
    clear(place(high, low));
  }

  /** Makes room for one more, where it is needed, and for the ring's new slots. */
  void reserve(long head) {
    if (isFull()) {
      refill(grown(), head);
    } else if (slotBits != bits(ring)) {
      refill(capacity(), head); // no smaller: what was evicted may have to come back
    }
  }

  void shrink(long head) {
    if (isSparse()) {
      refill(size(), head);
    }
  }

  private void refill(int expected, long head) {
    renew(expected);
    slotBits = bits(ring);
    for (long position = head; position < ring.tail(); position++) {
      put(position); // of an identity's occurrences the last one stays
    }
  }

  /** Where its word stands, or the free place where it would. */
  private int place(long high, long low) {
    int tag = tag(low);
    int at = home(high);
    for (int word = word(at); word != 0; word = word(at)) {
      if ((word ^ tag) >>> slotBits == 0 && isOf(word, high, low)) {
        return at;
      }
      at = next(at);
    }
    return at;
  }

  private boolean isOf(int word, long high, long low) {
    long position = position(word);
    return ring.high(position) == high && ring.low(position) == low;
  }

  private int tag(long low) {
    return (int) low << slotBits;
  }

  private long position(int word) {
    return ring.position((word & (1 << slotBits) - 1) - 1);
  }

  /** A word's lower bits hold 1 to the number of slots. */
  private static int bits(EntryRing ring) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(ring.slots());
  }

  @Override
  long hash(int word) {
    return ring.high(position(word));
  }
}
