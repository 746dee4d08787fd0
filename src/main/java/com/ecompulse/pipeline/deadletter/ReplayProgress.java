package com.ecompulse.pipeline.deadletter;

import java.util.List;
import java.util.Map;

/**
 * How far a replay has come.
 *
 * @param replay its id
 * @param done whether nothing more will be done for it
 * @param givenUp whether that is so before its end, for a fault that is not Kafka's
 * @param total letters it is about; of one by a filter, those found until now
 * @param skipped letters that had been replayed before
 * @param failed letters that could not be replayed
 * @param next where in the letters' topic a replay by a filter goes on
 */
record ReplayProgress(
    String replay,
    boolean done,
    boolean givenUp,
    long total,
    long replayed,
    long skipped,
    long failed,
    Map<Integer, Long> next)
    implements ReplayEntry {
  static final String PREFIX = "progress/";

  static ReplayProgress begin(String replay, long total) {
    return new ReplayProgress(replay, false, false, total, 0, 0, 0, Map.of());
  }

  /** After these, too; a replay of named letters knew its total before. */
  ReplayProgress plus(List<LetterReplay> letters, Map<Integer, Long> nowNext, boolean nowDone) {
    long now = replayed + count(letters, LetterReplay.Outcome.REPLAYED);
    long nowSkipped = skipped + count(letters, LetterReplay.Outcome.SKIPPED);
    long nowFailed = failed + count(letters, LetterReplay.Outcome.FAILED);
    long nowTotal = Math.max(total, now + nowSkipped + nowFailed);
    return new ReplayProgress(
        replay, nowDone, false, nowTotal, now, nowSkipped, nowFailed, nowNext);
  }

  /** Nothing more comes; letters that are named and still wait are not replayed by it. */
  ReplayProgress givingUp() {
    return new ReplayProgress(replay, true, true, total, replayed, skipped, failed, next);
  }

  @Override
  public String key() {
    return PREFIX + replay;
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.progress(this);
  }

  private static long count(List<LetterReplay> letters, LetterReplay.Outcome outcome) {
    return letters.stream().filter(letter -> letter.outcome() == outcome).count();
  }
}
