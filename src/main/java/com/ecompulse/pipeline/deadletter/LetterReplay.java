package com.ecompulse.pipeline.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;

/**
 * What is to become, or has become, of one letter of a replay.
 *
 * @param replay the replay's id
 * @param reason why it failed or was skipped, a fixed word, or null
 * @param at when that was written
 * @param attempt which try of the event the replay is, 0 where there is none
 * @param raw where the replayed event stands in the raw topic, or null
 * @param corrected the event to replay in its place, while that waits, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterReplay(
    String replay,
    Place letter,
    Outcome outcome,
    String reason,
    Instant at,
    long attempt,
    Place raw,
    byte[] corrected)
    implements ReplayEntry {
  static final String PREFIX = "letter/";

  /** Written as in the answers. */
  enum Outcome {
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("replayed")
    REPLAYED,
    @JsonProperty("skipped")
    SKIPPED,
    @JsonProperty("failed")
    FAILED;

    /** Its name in the metrics. */
    String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static LetterReplay waiting(String replay, Place letter, Instant at, byte[] corrected) {
    return new LetterReplay(replay, letter, Outcome.WAITING, null, at, 0, null, corrected);
  }

  static LetterReplay replayed(String replay, Letter letter, Instant at, Place raw) {
    return new LetterReplay(
        replay, letter.place(), Outcome.REPLAYED, null, at, letter.attempt() + 1, raw, null);
  }

  static LetterReplay skipped(String replay, Place letter, Instant at, String reason) {
    return new LetterReplay(replay, letter, Outcome.SKIPPED, reason, at, 0, null, null);
  }

  static LetterReplay failed(String replay, Place letter, Instant at, String reason) {
    return new LetterReplay(replay, letter, Outcome.FAILED, reason, at, 0, null, null);
  }

  LetterReplay withoutPayload() {
    return new LetterReplay(replay, letter, outcome, reason, at, attempt, raw, null);
  }

  @Override
  public String key() {
    return PREFIX + replay + "/" + letter;
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.letter(this);
  }
}
