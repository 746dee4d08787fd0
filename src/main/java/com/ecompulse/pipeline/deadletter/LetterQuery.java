package com.ecompulse.pipeline.deadletter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * What is asked for in a request's query, or in an order's filter; wrong values are refused, not
 * taken for absent.
 */
class LetterQuery {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;

  /** Kafka knows no time before it. */
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant BEHIND_LAST = Instant.parse("+10000-01-01T00:00:00Z");

  @RestQuery String failure;

  @RestQuery("event_type")
  String eventType;

  @RestQuery("user_id")
  String userId;

  /** ISO 8601 with an offset, of the years 1970 to 9999, inclusive. */
  @RestQuery String from;

  /** The same, exclusive. */
  @RestQuery String to;

  /** What the reason holds. */
  @RestQuery String text;

  @RestQuery String limit;

  @RestQuery String cursor;

  LetterFilter filter() {
    return new LetterFilter(failure, eventType, userId, instant(from), instant(to), sought(text));
  }

  Optional<Cursor> cursor() {
    return Optional.ofNullable(cursor).map(Cursor::of);
  }

  int limit() {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    if (!limit.matches("\\d{1,3}") || limit.matches("0+") || Integer.parseInt(limit) > MAX_LIMIT) {
      throw OperatorProblem.badRequest("the limit is a number from 1 to " + MAX_LIMIT);
    }
    return Integer.parseInt(limit);
  }

  /** Nothing is in every reason, and so are blanks. */
  private static String sought(String text) {
    if (text != null && text.isBlank()) {
      throw OperatorProblem.badRequest("the text is what a reason holds, and not blank");
    }
    return text;
  }

  private static Instant instant(String text) {
    try {
      return text == null ? null : known(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw OperatorProblem.badRequest(
          "from and to are times such as 2026-11-23T08:12:30Z, of the years 1970 to 9999");
    }
  }

  private static Instant known(Instant time) {
    if (time.isBefore(FIRST) || !time.isBefore(BEHIND_LAST)) {
      throw new DateTimeException("no letter is of such a time");
    }
    return time;
  }
}
