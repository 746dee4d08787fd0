package com.ecompulse.pipeline.event.window;

/**
 * The occurrences in the order of the log, 24 bytes each. Positions count from 0 on and are never
 * used twice; a slot is where a position lies while it is kept. It takes and frees a chunk at a
 * time, so that it is never larger than its content by more than two.
 */
final class EntryRing {
  private static final int CHUNK_BITS = 9;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private static final class Chunk {
    private final long[] prints = new long[2 * CHUNK];
    private final int[] times = new int[CHUNK];
    private final int[] sessions = new int[CHUNK];
  }

  /** By the upper bits of the slot; a power of two. */
  private Chunk[] chunks = new Chunk[2];

  private long floor;
  private long tail;

  /** Behind the last position. */
  long tail() {
    return tail;
  }

  /** Whether one more entry wants {@link #grow()}, which changes slots. */
  boolean isFull() {
    return (tail >> CHUNK_BITS) - (floor >> CHUNK_BITS) == chunks.length;
  }

  void grow() {
    Chunk[] larger = new Chunk[2 * chunks.length];
    for (long number = floor >> CHUNK_BITS; number <= tail - 1 >> CHUNK_BITS; number++) {
      larger[(int) number & larger.length - 1] = chunks[(int) number & chunks.length - 1];
    }
    chunks = larger;
  }

  /** Takes the memory for one more entry, so that {@link #append} cannot fail. */
  void reserve() {
    int at = directory(tail);
    if (chunks[at] == null) {
      chunks[at] = new Chunk();
    }
  }

  void append(long high, long low, int time, int session) {
    Chunk chunk = chunks[directory(tail)];
    int at = (int) tail & CHUNK - 1;
    chunk.prints[2 * at] = high;
    chunk.prints[2 * at + 1] = low;
    chunk.times[at] = time;
    chunk.sessions[at] = session;
    tail++;
  }

  /** Takes the last entry back. */
  void takeBack() {
    tail--;
  }

  /** What lies before that position is not asked for again. */
  void release(long position) {
    for (long number = floor >> CHUNK_BITS; number < position >> CHUNK_BITS; number++) {
      chunks[(int) number & chunks.length - 1] = null;
    }
    floor = position;
  }

  long high(long position) {
    return chunk(position).prints[2 * (int) (position & CHUNK - 1)];
  }

  long low(long position) {
    return chunk(position).prints[2 * (int) (position & CHUNK - 1) + 1];
  }

  int time(long position) {
    return chunk(position).times[(int) position & CHUNK - 1];
  }

  int session(long position) {
    return chunk(position).sessions[(int) position & CHUNK - 1];
  }

  /** How many slots there are: a power of two. */
  int slots() {
    return chunks.length * CHUNK;
  }

  int slot(long position) {
    return (int) position & slots() - 1;
  }

  long position(int slot) {
    return floor + (slot - (int) floor & slots() - 1);
  }

  long bytes() {
    long kept = (tail + CHUNK - 1 >> CHUNK_BITS) - (floor >> CHUNK_BITS);
    return kept * CHUNK * 24 + 8L * chunks.length;
  }

  private Chunk chunk(long position) {
    return chunks[directory(position)];
  }

  private int directory(long position) {
    return (int) (position >> CHUNK_BITS) & chunks.length - 1;
  }
}
