package com.ecompulse.pipeline.reference;

import java.security.SecureRandom;

/**
 * A byte by string, for very many strings: of a string only a fingerprint of 64 bits is kept, and
 * beside it the byte, in arrays that are probed one place after another. 12 to 24 bytes an entry,
 * by how full the arrays are. The table is split into parts which grow one by one, so that growing
 * takes no more than a part of it twice; each part has a lock of its own.
 *
 * <p>The fingerprint depends on chance, so that nobody can choose strings that share one.
 */
final class SegmentTable {
  static final int ABSENT = -1;

  private static final int PART_BITS = 8;
  private static final long MIX_1 = 0xbf58476d1ce4e5b9L;
  private static final long MIX_2 = 0x94d049bb133111ebL;

  private final Part[] parts = new Part[1 << PART_BITS];
  private final long seed = new SecureRandom().nextLong();
  private final int maxEntries;
  private volatile int size;
  private volatile boolean hasRefused;

  SegmentTable(int maxEntries) {
    this.maxEntries = maxEntries;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new Part();
    }
  }

  /** Written by one thread at a time. Returns false for a new string above the maximum. */
  boolean put(String key, byte value) {
    long fingerprint = fingerprint(key);
    Part part = part(fingerprint);
    if (part.replace(fingerprint, value)) {
      return true;
    }
    if (size >= maxEntries) {
      hasRefused = true;
      return false;
    }
    part.add(fingerprint, value);
    size++; // by the one writer
    return true;
  }

  /** Written by one thread at a time. */
  void remove(String key) {
    long fingerprint = fingerprint(key);
    if (part(fingerprint).remove(fingerprint)) {
      size--;
    }
  }

  void clear() {
    for (Part part : parts) {
      part.clear();
    }
    size = 0;
    hasRefused = false;
  }

  /** The string's byte, or {@link #ABSENT}. */
  int get(String key) {
    long fingerprint = fingerprint(key);
    return part(fingerprint).get(fingerprint);
  }

  int size() {
    return size;
  }

  /**
   * Whether there was ever a string that it had no room for. Which ones is not kept, so room that
   * there is again clears nothing; {@link #clear} does.
   */
  boolean hasRefused() {
    return hasRefused;
  }

  /** Bytes of the arrays. */
  long bytes() {
    long bytes = 0;
    for (Part part : parts) {
      bytes += part.bytes();
    }
    return bytes;
  }

  private Part part(long fingerprint) {
    return parts[(int) (fingerprint >>> Long.SIZE - PART_BITS)];
  }

  /** Never 0, which marks a free place. */
  private long fingerprint(String key) {
    long hash = seed ^ key.length() * MIX_2;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * MIX_1;
      hash ^= hash >>> 29;
    }
    hash = (hash ^ hash >>> 30) * MIX_1;
    hash = (hash ^ hash >>> 27) * MIX_2;
    hash ^= hash >>> 31;
    return hash == 0 ? 1 : hash;
  }

  /** A table of its own; probes one place after another, and leaves no gap where one is removed. */
  private static final class Part {
    private static final int FIRST_PLACES = 16;

    private long[] fingerprints = new long[FIRST_PLACES];
    private byte[] values = new byte[FIRST_PLACES];
    private int used;

    synchronized int get(long fingerprint) {
      int at = place(fingerprint);
      return fingerprints[at] == 0 ? ABSENT : values[at];
    }

    synchronized boolean replace(long fingerprint, byte value) {
      int at = place(fingerprint);
      if (fingerprints[at] == 0) {
        return false;
      }
      values[at] = value;
      return true;
    }

    synchronized void add(long fingerprint, byte value) {
      if (used >= fingerprints.length - fingerprints.length / 4) {
        grow();
      }
      set(fingerprint, value);
      used++;
    }

    synchronized boolean remove(long fingerprint) {
      int free = place(fingerprint);
      if (fingerprints[free] == 0) {
        return false;
      }
      int mask = fingerprints.length - 1;
      for (int at = free + 1 & mask; fingerprints[at] != 0; at = at + 1 & mask) {
        int home = home(fingerprints[at]);
        if ((at - home & mask) >= (at - free & mask)) {
          fingerprints[free] = fingerprints[at];
          values[free] = values[at];
          free = at;
        }
      }
      fingerprints[free] = 0;
      used--;
      return true;
    }

    synchronized void clear() {
      fingerprints = new long[FIRST_PLACES];
      values = new byte[FIRST_PLACES];
      used = 0;
    }

    synchronized long bytes() {
      return fingerprints.length * (Long.BYTES + 1L);
    }

    private void grow() {
      long[] before = fingerprints;
      byte[] valuesBefore = values;
      fingerprints = new long[before.length * 2];
      values = new byte[before.length * 2];
      for (int i = 0; i < before.length; i++) {
        if (before[i] != 0) {
          set(before[i], valuesBefore[i]);
        }
      }
    }

    private void set(long fingerprint, byte value) {
      int at = place(fingerprint);
      fingerprints[at] = fingerprint;
      values[at] = value;
    }

    /** Where it is, or where it would be put. */
    private int place(long fingerprint) {
      int mask = fingerprints.length - 1;
      int at = home(fingerprint);
      while (fingerprints[at] != 0 && fingerprints[at] != fingerprint) {
        at = at + 1 & mask;
      }
      return at;
    }

    private int home(long fingerprint) {
      return (int) fingerprint & fingerprints.length - 1;
    }
  }
}
