package com.ecompulse.pipeline.reference;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Holds each string once, and only for as long as somebody else does. {@link String#intern} would
 * not do: a native image never lets go of what is interned. For one thread.
 */
final class SharedStrings {
  private final Map<String, WeakReference<String>> held = new WeakHashMap<>();

  /** The string that is equal and held already; this one from now on where there is none. */
  String shared(String text) {
    WeakReference<String> known = held.get(text);
    String before = known == null ? null : known.get();
    if (before != null) {
      return before;
    }
    held.put(text, new WeakReference<>(text));
    return text;
  }
}
