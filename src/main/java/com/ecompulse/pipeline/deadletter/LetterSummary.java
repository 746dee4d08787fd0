package com.ecompulse.pipeline.deadletter;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A line of a page of dead letters. Its texts are cut, so that a page has a size whatever others
 * write to the topic.
 *
 * @param failure the failure's tag, or null
 * @param reason one sentence, or null
 * @param eventType the event's type as far as the payload tells one, or null
 * @param userId the raw record's key, or null
 * @param timestamp when the letter was written
 * @param attempt 1 for the first letter of an event, one more for each replay that failed again
 * @param payloadBytes the payload's size
 */
record LetterSummary(
    int partition,
    long offset,
    String failure,
    String reason,
    @JsonProperty("event_type") String eventType,
    @JsonProperty("user_id") String userId,
    Instant timestamp,
    long attempt,
    @JsonProperty("payload_bytes") int payloadBytes) {
  private static final int MAX_LENGTH = 500;

  static LetterSummary of(Letter letter) {
    return new LetterSummary(
        letter.place().partition(),
        letter.place().offset(),
        cut(letter.failure()),
        cut(letter.reason()),
        letter.eventType(),
        cut(letter.userId()),
        Instant.ofEpochMilli(letter.timestampMillis()),
        letter.attempt(),
        letter.payloadBytes());
  }

  private static String cut(String text) {
    return text == null || text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }
}
