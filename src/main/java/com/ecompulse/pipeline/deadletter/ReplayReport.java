package com.ecompulse.pipeline.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * How far a replay has come.
 *
 * @param state whether all of it has been done
 * @param by the name that the operator gave
 * @param filter which letters; absent where they were named
 * @param total letters it is about; of one by a filter, those found until now
 * @param skipped letters that had been replayed before
 * @param failed letters that could not be replayed
 * @param letters what became of each, in their order, a page of them
 * @param next the cursor of the next page; null at the end
 */
record ReplayReport(
    String id,
    State state,
    String by,
    Instant asked,
    @JsonInclude(JsonInclude.Include.NON_NULL) LetterFilter filter,
    long total,
    long replayed,
    long skipped,
    long failed,
    List<Entry> letters,
    String next) {

  /** Written as in the answers. */
  enum State {
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("done")
    DONE
  }

  /** One letter; the names are {@link LetterReplay}'s. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(int partition, long offset, LetterReplay.Outcome outcome, String reason, Place raw) {
    static Entry of(LetterReplay letter) {
      return new Entry(
          letter.letter().partition(),
          letter.letter().offset(),
          letter.outcome(),
          letter.reason(),
          letter.raw());
    }
  }

  static ReplayReport of(
      Replay replay, ReplayProgress progress, List<LetterReplay> letters, String next) {
    return new ReplayReport(
        replay.id(),
        progress.done() ? State.DONE : State.RUNNING,
        replay.by(),
        replay.asked(),
        replay.filter(),
        progress.total(),
        progress.replayed(),
        progress.skipped(),
        progress.failed(),
        letters.stream().map(Entry::of).toList(),
        next);
  }
}
