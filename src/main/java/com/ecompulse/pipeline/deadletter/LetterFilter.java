package com.ecompulse.pipeline.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Which dead letters are meant; what is null means any.
 *
 * @param failure the failure's tag
 * @param eventType the event's type, as far as the payload tells one
 * @param userId the raw record's key
 * @param from the earliest time the letter was written, inclusive
 * @param to the latest, exclusive
 * @param text what the reason holds, whatever the case
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterFilter(
    String failure,
    @JsonProperty("event_type") String eventType,
    @JsonProperty("user_id") String userId,
    Instant from,
    Instant to,
    String text) {

  static LetterFilter between(Instant from, Instant to) {
    return new LetterFilter(null, null, null, from, to, null);
  }

  /** The payload is looked into last, and only where everything else fits. */
  boolean matches(Letter letter) {
    return isInTime(letter.timestampMillis())
        && is(failure, letter.failure())
        && is(userId, letter.userId())
        && isIn(letter.reason())
        && (eventType == null || eventType.equals(letter.eventType()));
  }

  private boolean isInTime(long millis) {
    return (from == null || millis >= from.toEpochMilli())
        && (to == null || millis < to.toEpochMilli());
  }

  private boolean isIn(String reason) {
    return text == null || reason != null && containsIgnoringCase(reason);
  }

  private boolean containsIgnoringCase(String reason) {
    for (int at = 0; at <= reason.length() - text.length(); at++) {
      if (reason.regionMatches(true, at, text, 0, text.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(String wanted, String found) {
    return wanted == null || wanted.equals(found);
  }
}
