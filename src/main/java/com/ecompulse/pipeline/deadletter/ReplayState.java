package com.ecompulse.pipeline.deadletter;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the replays' topic says now. */
final class ReplayState implements ReplayEntry.Visitor {
  private final Map<String, Replay> unfinished = new LinkedHashMap<>();
  private final Map<String, Replay> byIdempotencyKey = new HashMap<>();
  private final Map<String, ReplayProgress> progress = new HashMap<>();
  private final ReplayedLetters replayed = new ReplayedLetters();

  @Override
  public void replay(Replay replay) {
    unfinished.put(replay.id(), replay);
    if (replay.idempotencyKey() != null) {
      byIdempotencyKey.put(replay.idempotencyKey(), replay);
    }
  }

  @Override
  public void progress(ReplayProgress now) {
    if (now.done()) {
      unfinished.remove(now.replay());
      progress.remove(now.replay());
    } else {
      progress.put(now.replay(), now);
    }
  }

  @Override
  public void letter(LetterReplay letter) {
    if (letter.outcome() == LetterReplay.Outcome.REPLAYED) {
      replayed.add(letter.letter());
    }
  }

  /** The one that was asked for first of those that are not done. */
  Optional<Replay> next() {
    return unfinished.values().stream().findFirst();
  }

  int unfinished() {
    return unfinished.size();
  }

  Optional<Replay> askedWith(String idempotencyKey) {
    return Optional.ofNullable(byIdempotencyKey.get(idempotencyKey));
  }

  ReplayProgress progressOf(Replay replay) {
    return progress.getOrDefault(replay.id(), ReplayProgress.begin(replay.id(), 0));
  }

  boolean isReplayed(Place letter) {
    return replayed.contains(letter);
  }
}
