package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.event.Identifier;
import java.nio.charset.StandardCharsets;

/** The key of a raw record: all events of one user go to one partition, and keep their order. */
final class UserKey {
  private UserKey() {}

  /** Null where the processor will not take it for a {@code user_id}: then it must not be a key. */
  static byte[] of(String userId) {
    return Identifier.isValid(userId) ? userId.getBytes(StandardCharsets.UTF_8) : null;
  }
}
