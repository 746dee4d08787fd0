package com.ecompulse.pipeline.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;

/**
 * What an operator asked for; it never changes.
 *
 * @param by the name that the operator gave
 * @param idempotencyKey the order's; null only in entries of earlier versions
 * @param request SHA-256 of the request's body
 * @param filter which letters; null where they are named, each by an entry of its own
 * @param until where the letters' topic ended then: what fails again is not replayed again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Replay(
    String id,
    String by,
    Instant asked,
    String idempotencyKey,
    String request,
    LetterFilter filter,
    Map<Integer, Long> until)
    implements ReplayEntry {
  static final String PREFIX = "replay/";

  @Override
  public String key() {
    return PREFIX + id;
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.replay(this);
  }
}
