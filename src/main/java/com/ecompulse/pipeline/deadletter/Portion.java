package com.ecompulse.pipeline.deadletter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The letters that are replayed in one transaction.
 *
 * @param candidates in their order; of one partition where a filter found them
 * @param next where a replay by a filter goes on behind them
 * @param isLast whether the replay is done with them
 */
record Portion(List<Candidate> candidates, Map<Integer, Long> next, boolean isLast) {

  /** Enough for a transaction to be worth its while, and little enough to be done again. */
  static final int MAX_LETTERS = 100;

  private static final int MAX_BYTES = 4 * 1024 * 1024;

  static boolean isFull(List<Candidate> candidates, int maxLetters) {
    return candidates.size() >= maxLetters
        || candidates.stream().mapToInt(Candidate::bytes).sum() >= MAX_BYTES;
  }

  /** A portion for each of its letters. */
  List<Portion> singles() {
    List<Portion> singles = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Map<Integer, Long> behind = new HashMap<>(next);
      behind.put(candidate.place().partition(), candidate.place().offset() + 1);
      singles.add(new Portion(List.of(candidate), behind, false));
    }
    int last = singles.size() - 1;
    singles.set(last, new Portion(singles.get(last).candidates(), next, isLast));
    return singles;
  }

  /** The same, known not to be taken. */
  Portion refused() {
    return new Portion(candidates.stream().map(Candidate::refused).toList(), next, isLast);
  }
}
