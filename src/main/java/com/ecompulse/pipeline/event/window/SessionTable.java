package com.ecompulse.pipeline.event.window;

import java.util.Arrays;

/**
 * How many live identities each session has. A session has a number as long as it has any; one that
 * lost its last keeps it until {@link #sweep()}, for that may be taken back.
 */
final class SessionTable extends ProbedTable {
  private static final int LEAST = 16;
  private static final int FREE = -1;

  /** By number; the next free number where it is free. */
  private long[] keys = new long[LEAST];

  private int[] counts = new int[LEAST];
  private int used;
  private int firstFree = FREE;
  private int[] emptied = new int[LEAST];
  private int emptiedCount;

  /** Makes room for one more session. */
  void reserve() {
    if (isFull()) {
      refill(grown());
    }
    if (firstFree == FREE && used == keys.length) {
      keys = Arrays.copyOf(keys, keys.length + (keys.length >> 1));
      counts = Arrays.copyOf(counts, keys.length);
    }
  }

  /** The session's number; a new one where it has none. */
  int number(long key) {
    int at = place(key);
    if (word(at) == 0) {
      set(at, take(key) + 1);
    }
    return word(at) - 1;
  }

  int count(int number) {
    return counts[number];
  }

  void join(int number) {
    counts[number]++;
  }

  void leave(int number) {
    if (--counts[number] == 0) {
      if (emptiedCount == emptied.length) {
        emptied = Arrays.copyOf(emptied, 2 * emptiedCount);
      }
      emptied[emptiedCount++] = number;
    }
  }

  /** Forgets the sessions that have none left. */
  void sweep() {
    for (int i = 0; i < emptiedCount; i++) {
      if (counts[emptied[i]] == 0) {
        free(emptied[i]);
      }
    }
    emptiedCount = 0;
    emptied = emptied.length > LEAST ? new int[LEAST] : emptied;
    if (size() == 0) {
      restart();
    } else if (isSparse()) {
      refill(size());
    }
  }

  long tableBytes() {
    return bytes() + 12L * keys.length;
  }

  private int take(long key) {
    int number = firstFree;
    if (number == FREE) {
      number = used++;
    } else {
      firstFree = (int) keys[number];
    }
    keys[number] = key;
    counts[number] = 0;
    return number;
  }

  private void free(int number) {
    clear(place(keys[number]));
    counts[number] = FREE;
    keys[number] = firstFree;
    firstFree = number;
  }

  private void restart() {
    if (used > 0) {
      renew(0);
      keys = new long[LEAST];
      counts = new int[LEAST];
      used = 0;
      firstFree = FREE;
    }
  }

  private void refill(int expected) {
    renew(expected);
    for (int number = 0; number < used; number++) {
      if (counts[number] != FREE) {
        set(place(keys[number]), number + 1);
      }
    }
  }

  private int place(long key) {
    int at = home(key);
    while (word(at) != 0 && keys[word(at) - 1] != key) {
      at = next(at);
    }
    return at;
  }

  @Override
  long hash(int word) {
    return keys[word - 1];
  }
}
