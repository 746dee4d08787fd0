package com.ecompulse.pipeline.deadletter;

import java.util.Optional;

/**
 * A letter that is to be replayed.
 *
 * @param letter empty where none stands there
 * @param corrected the event to replay in its place, or null
 * @param isRefused whether the raw topic is known not to take it
 */
record Candidate(Place place, Optional<Letter> letter, byte[] corrected, boolean isRefused) {

  static Candidate of(Letter letter) {
    return new Candidate(letter.place(), Optional.of(letter), null, false);
  }

  Candidate refused() {
    return new Candidate(place, letter, corrected, true);
  }

  byte[] payload() {
    return corrected == null ? letter.map(Letter::payload).orElse(null) : corrected;
  }

  int bytes() {
    byte[] payload = payload();
    return payload == null ? 0 : payload.length;
  }

  /** Why it cannot be replayed; nothing where it can. */
  Optional<String> obstacle(int maxAttempts) {
    if (letter.isEmpty()) {
      return Optional.of("no-such-letter");
    }
    if (letter.get().attempt() >= maxAttempts) {
      return Optional.of("attempts-used-up");
    }
    return missing(letter.get()).or(() -> isRefused ? Optional.of("too-large") : Optional.empty());
  }

  /** What is missing to replay the letter as it was; a correction says that it need not be so. */
  private Optional<String> missing(Letter incomplete) {
    if (corrected != null) {
      return Optional.empty();
    }
    if (incomplete.sizeBeforeCut().isPresent()) {
      return Optional.of("payload-cut");
    }
    if (incomplete.keySizeLeftOut().isPresent()) {
      return Optional.of("key-left-out");
    }
    return incomplete.headersSizeLeftOut().map(size -> "headers-left-out");
  }
}
