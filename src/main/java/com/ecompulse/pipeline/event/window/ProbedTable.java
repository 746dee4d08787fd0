package com.ecompulse.pipeline.event.window;

/**
 * A hash table of words in one array, by linear probing; a word is never 0. It grows by half, from
 * three quarters full to half full, shrinks below a quarter, and leaves no tombstones.
 */
abstract class ProbedTable {
  private static final int LEAST = 16;

  private int[] words = new int[LEAST];
  private int size;

  /** The hash that the word was put in by; its upper half decides. */
  abstract long hash(int word);

  final int home(long hash) {
    return (int) ((hash >>> 32) * words.length >>> 32);
  }

  final int next(int at) {
    return at + 1 == words.length ? 0 : at + 1;
  }

  /** The word at that place, or 0. */
  final int word(int at) {
    return words[at];
  }

  final void set(int at, int word) {
    size += words[at] == 0 ? 1 : 0;
    words[at] = word;
  }

  /** Takes the word at that place out, and moves up those that had to make way for it. */
  final void clear(int at) {
    int hole = at;
    for (int i = next(at); words[i] != 0; i = next(i)) {
      if (distance(home(hash(words[i])), i) >= distance(hole, i)) {
        words[hole] = words[i];
        hole = i;
      }
    }
    words[hole] = 0;
    size--;
  }

  /** Whether one word more wants a larger table. */
  final boolean isFull() {
    return 4L * (size + 1) > 3L * words.length;
  }

  final boolean isSparse() {
    return words.length > LEAST && 4L * size < words.length;
  }

  /** Empties the table and makes it fit for that many words; they are to be put in again. */
  final void renew(int expected) {
    words = new int[Math.max(LEAST, expected * 2)];
    size = 0;
  }

  final int size() {
    return size;
  }

  /** What {@link #renew} made it fit for. */
  final int capacity() {
    return words.length / 2;
  }

  /** Half as much again as there is room for now, at the fill that {@link #renew} makes. */
  final int grown() {
    return (int) Math.min(Integer.MAX_VALUE / 4, words.length * 3L / 4);
  }

  final long bytes() {
    return 4L * words.length;
  }

  private int distance(int from, int to) {
    return to >= from ? to - from : to - from + words.length;
  }
}
