package com.ecompulse.pipeline.ingest;

import java.nio.charset.StandardCharsets;

/** The key of a raw record: all events of one user go to one partition, and keep their order. */
final class UserKey {
  private static final int MAX_LENGTH = 128;

  private UserKey() {}

  /** Null where the processor will not take it for a {@code user_id}: then it must not be a key. */
  static byte[] of(String userId) {
    boolean usable =
        !userId.isEmpty()
            && userId.codePointCount(0, userId.length()) <= MAX_LENGTH
            && userId.codePoints().noneMatch(UserKey::isSurrogate);
    return usable ? userId.getBytes(StandardCharsets.UTF_8) : null;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
