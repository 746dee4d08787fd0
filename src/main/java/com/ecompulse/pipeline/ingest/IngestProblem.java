package com.ecompulse.pipeline.ingest;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a whole request is refused; answered as an RFC 9457 problem document. It holds nothing of the
 * request's content.
 */
final class IngestProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** The kinds of problem; the code is what programs may rely on. */
  enum Kind {
    NOT_INGESTING("not-ingesting", 404, "This process takes no events"),
    EMPTY_BODY("empty-body", 400, "The body is empty"),
    MALFORMED_JSON("malformed-json", 400, "The body is not JSON in UTF-8"),
    NOT_EVENTS("not-events", 400, "The body holds no event"),
    UNREADABLE_CHARSET("unreadable-charset", 415, "The body's charset is not UTF-8"),
    BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
    EVENT_TOO_LARGE("event-too-large", 413, "An event is too large"),
    TOO_MANY_EVENTS("too-many-events", 413, "The request brings too many events"),
    OVERLOADED("overloaded", 503, "Too many events wait for Kafka"),
    KAFKA_UNAVAILABLE("kafka-unavailable", 503, "Kafka did not acknowledge in time");

    private final String code;
    private final int status;
    private final String title;

    Kind(String code, int status, String title) {
      this.code = code;
      this.status = status;
      this.title = title;
    }

    String code() {
      return code;
    }

    int status() {
      return status;
    }

    String title() {
      return title;
    }
  }

  private final Kind kind;

  IngestProblem(Kind kind, String detail) {
    super(detail, null, false, false);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** When the client should try again, where it makes sense that it does. */
  Optional<Duration> retryAfter() {
    return kind.status() == 503 ? Optional.of(RETRY_AFTER) : Optional.empty();
  }
}
