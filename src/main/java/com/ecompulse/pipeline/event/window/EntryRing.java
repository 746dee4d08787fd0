package com.ecompulse.pipeline.event.window;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * The occurrences in the order of the log, 24 bytes each. Positions count from 0 on and are never
 * used twice; a slot is where a position lies while it is kept. It takes and frees a chunk at a
 * time, so that it is never larger than its content by more than two.
 *
 * <p>A chunk is small in a small ring. In a large one it has 192 KiB, for an array of 128 KiB and
 * more is not copied by a binary's collector, which else stops the process for as long as it takes
 * to copy all that lives.
 */
final class EntryRing {
  private static final int SMALLEST_BITS = 9;
  private static final int LARGEST_BITS = 13;

  /** Of an entry: its fingerprint's two, and one for time and session. */
  private static final int WORDS = 3;

  /** As many chunks as are better made larger than more of. */
  private static final int FEW = 8;

  /** How many entries a chunk has, as a power of two. */
  private int chunkBits;

  /** By the upper bits of the slot; a power of two. */
  private long[][] chunks;

  private long floor;
  private long tail;

  EntryRing() {
    restart();
  }

  /** Behind the last position. */
  long tail() {
    return tail;
  }

  /** Whether one more entry wants {@link #grow()}, which changes slots. */
  boolean isFull() {
    return chunkNumber(tail) - chunkNumber(floor) == chunks.length;
  }

  /** Twice as many slots: by larger chunks, or by more. */
  void grow() {
    if (chunks.length >= FEW && chunkBits < LARGEST_BITS) {
      enlargeChunks();
    } else {
      addChunks();
    }
  }

  /** Takes the memory for one more entry, so that {@link #append} cannot fail. */
  void reserve() {
    int at = (int) chunkNumber(tail) & chunks.length - 1;
    if (chunks[at] == null) {
      chunks[at] = new long[chunkWords()];
    }
  }

  void append(long high, long low, int time, int session) {
    long[] chunk = chunk(tail);
    int at = at(tail);
    chunk[at] = high;
    chunk[at + 1] = low;
    chunk[at + 2] = (long) time << Integer.SIZE | Integer.toUnsignedLong(session);
    tail++;
  }

  /** Takes the last entry back. */
  void takeBack() {
    tail--;
  }

  /** What lies before that position is not asked for again. */
  void release(long position) {
    for (long number = chunkNumber(floor); number < chunkNumber(position); number++) {
      chunks[(int) number & chunks.length - 1] = null;
    }
    floor = position;
    if (floor == tail) {
      restart();
    }
  }

  long high(long position) {
    return chunk(position)[at(position)];
  }

  long low(long position) {
    return chunk(position)[at(position) + 1];
  }

  int time(long position) {
    return (int) (chunk(position)[at(position) + 2] >> Integer.SIZE);
  }

  int session(long position) {
    return (int) chunk(position)[at(position) + 2];
  }

  /** How many slots there are: a power of two. */
  int slots() {
    return chunks.length << chunkBits;
  }

  int slot(long position) {
    return (int) position & slots() - 1;
  }

  long position(int slot) {
    return floor + (slot - (int) floor & slots() - 1);
  }

  long bytes() {
    long kept = Stream.of(chunks).filter(Objects::nonNull).count();
    return Long.BYTES * (kept * chunkWords() + chunks.length);
  }

  private void restart() {
    chunkBits = SMALLEST_BITS;
    chunks = new long[2][];
  }

  private void enlargeChunks() {
    long[][] larger = new long[chunks.length][];
    for (long number = chunkNumber(floor); number <= chunkNumber(tail - 1); number++) {
      int at = (int) (number >> 1) & larger.length - 1;
      if (larger[at] == null) {
        larger[at] = new long[2 * chunkWords()];
      }
      int half = (int) number & 1;
      System.arraycopy(chunkOf(number), 0, larger[at], half * chunkWords(), chunkWords());
    }
    chunks = larger;
    chunkBits++;
  }

  private void addChunks() {
    long[][] more = new long[2 * chunks.length][];
    for (long number = chunkNumber(floor); number <= chunkNumber(tail - 1); number++) {
      more[(int) number & more.length - 1] = chunkOf(number);
    }
    chunks = more;
  }

  private long chunkNumber(long position) {
    return position >> chunkBits;
  }

  private long[] chunkOf(long number) {
    return chunks[(int) number & chunks.length - 1];
  }

  private int chunkWords() {
    return WORDS << chunkBits;
  }

  private long[] chunk(long position) {
    return chunkOf(chunkNumber(position));
  }

  /** Where in its chunk an entry begins. */
  private int at(long position) {
    return WORDS * ((int) position & (1 << chunkBits) - 1);
  }
}
