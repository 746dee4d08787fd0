package com.ecompulse.pipeline.deadletter;

/** A record of the replays' topic; the newest of each key counts. */
sealed interface ReplayEntry permits Replay, ReplayProgress, LetterReplay {

  /** The record's key. */
  String key();

  void accept(Visitor visitor);

  /** What to make of each kind; nothing, where it is not said. */
  interface Visitor {
    default void replay(Replay replay) {}

    default void progress(ReplayProgress progress) {}

    default void letter(LetterReplay letter) {}
  }
}
