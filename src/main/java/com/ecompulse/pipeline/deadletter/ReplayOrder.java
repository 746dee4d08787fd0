package com.ecompulse.pipeline.deadletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request to replay, and who sent it.
 *
 * @param by the name that the operator gave
 * @param idempotencyKey SHA-256 of the key that came with it, or of one that was made for it
 * @param body SHA-256 of the request's body
 */
record ReplayOrder(ReplayRequest request, String by, String idempotencyKey, String body) {

  /** Its entries in the replays' topic: what is asked for, each letter, and no progress. */
  List<ReplayEntry> entries(String id, Instant asked, Map<Integer, Long> until) {
    List<ReplayEntry> entries = new ArrayList<>();
    entries.add(new Replay(id, by, asked, idempotencyKey, body, request.filter(), until));
    int named = request.letters() == null ? 0 : request.letters().size();
    if (named > 0) {
      request
          .letters()
          .forEach((at, corrected) -> entries.add(LetterReplay.waiting(id, at, asked, corrected)));
    }
    entries.add(ReplayProgress.begin(id, named));
    return entries;
  }
}
