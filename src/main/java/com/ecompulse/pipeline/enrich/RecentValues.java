package com.ecompulse.pipeline.enrich;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * A cache for strings asked for lately: each has one of a few adjacent places, and a new one
 * replaces the oldest there. Bounded without bookkeeping or locks; two threads may find the same
 * value at once. Takes no memory before the first value.
 *
 * <p>Not Caffeine: nothing that runs in production brings it along, only Kafka's broker of tests
 * and dev mode does, and it would cost more than this class, a jar of nearly a megabyte and the
 * classes that it looks up by name, which a native image must be told of. Were it there for
 * something else, it would be used here.
 */
final class RecentValues<V> {

  /** With one place, strings that are asked for again and again would push each other out. */
  private static final int PLACES_OF_A_STRING = 4;

  private record Entry<V>(String key, V value) {}

  private final int size;
  private final Function<String, V> find;
  private volatile AtomicReferenceArray<Entry<V>> entries;

  /**
   * @param size places, rounded up to a power of two; 0 remembers nothing
   */
  RecentValues(int size, Function<String, V> find) {
    this.size = size <= 1 ? size : Integer.highestOneBit(size - 1) << 1;
    this.find = find;
  }

  V get(String key) {
    if (size == 0) {
      return find.apply(key);
    }
    AtomicReferenceArray<Entry<V>> table = table();
    int places = Math.min(PLACES_OF_A_STRING, size);
    int hash = key.hashCode();
    int first = (hash ^ hash >>> 16) & size - places;
    int last = first + places - 1;
    for (int place = first; place <= last; place++) {
      Entry<V> entry = table.get(place);
      if (entry != null && entry.key().equals(key)) {
        return entry.value();
      }
    }
    Entry<V> found = new Entry<>(key, find.apply(key));
    for (int place = last; place > first; place--) {
      table.set(place, table.get(place - 1));
    }
    table.set(first, found);
    return found.value();
  }

  private AtomicReferenceArray<Entry<V>> table() {
    AtomicReferenceArray<Entry<V>> table = entries;
    if (table == null) {
      table = new AtomicReferenceArray<>(size);
      entries = table;
    }
    return table;
  }
}
