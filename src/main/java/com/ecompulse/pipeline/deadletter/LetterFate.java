package com.ecompulse.pipeline.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * What one replay did with a letter.
 *
 * @param replay the replay's id
 * @param reason why it failed or was skipped
 * @param attempt which try of the event it was
 * @param raw where the replayed event stands in the raw topic
 * @param became what the processor made of it; absent where nothing was replayed
 * @param deadLetter the letter it became, where it failed again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterFate(
    String replay,
    LetterReplay.Outcome outcome,
    String reason,
    Instant at,
    Long attempt,
    Place raw,
    Became became,
    @JsonProperty("dead_letter") Place deadLetter) {

  /** Written as in the answers. */
  enum Became {
    /** The processor has not come to it yet. */
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("enriched")
    ENRICHED,
    @JsonProperty("dead-letter")
    DEAD_LETTER,
    /** There were too many letters to look through in time. */
    @JsonProperty("unknown")
    UNKNOWN
  }

  static LetterFate of(LetterReplay told, Became became, Place deadLetter) {
    return new LetterFate(
        told.replay(),
        told.outcome(),
        told.reason(),
        told.at(),
        told.raw() == null ? null : told.attempt(),
        told.raw(),
        became,
        deadLetter);
  }
}
