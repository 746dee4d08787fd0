package com.ecompulse.pipeline.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * How far a replay has come.
 *
 * @param state whether it goes on
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
    /** All of it has been done. */
    @JsonProperty("done")
    DONE,
    /** A fault of the service's own ended it; another order may replay what it left. */
    @JsonProperty("failed")
    FAILED;

    private static State of(ReplayProgress progress) {
      if (progress.givenUp()) {
        return FAILED;
      }
      return progress.done() ? DONE : RUNNING;
    }
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
        State.of(progress),
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
