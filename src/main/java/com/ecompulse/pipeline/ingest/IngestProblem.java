package com.ecompulse.pipeline.ingest;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a whole request is refused; how it is written depends on whom it answers ({@link Refusal}).
 * It holds nothing of the request's content.
 */
final class IngestProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /**
   * The kinds of problem. The code and, for clients of the Kafka REST protocol, the error code are
   * what programs may rely on; an error code's first three digits are the status it comes with.
   */
  enum Kind {
    NOT_INGESTING("not-ingesting", 404, 40401, "This process takes no events"),
    UNKNOWN_TOPIC("unknown-topic", 404, 40401, "No such topic"),
    EMPTY_BODY("empty-body", 400, 42203, "The body is empty"),
    MALFORMED_JSON("malformed-json", 400, 42203, "The body is not JSON in UTF-8"),
    MALFORMED_GZIP("malformed-gzip", 400, 400, "The body cannot be inflated"),
    NOT_EVENTS("not-events", 400, 42203, "The body holds no event"),
    UNKNOWN_WRITE_KEY("unknown-write-key", 401, 40101, "The write key is missing or unknown"),
    ORIGIN_NOT_ALLOWED("origin-not-allowed", 403, 40301, "The write key is not for this origin"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, 405, "Events are posted"),
    BODY_TOO_SLOW("body-too-slow", 408, 408, "The body did not come in time"),
    UNREADABLE_TYPE("unsupported-media-type", 415, 415, "The body's content type cannot be read"),
    UNREADABLE_ENCODING("unsupported-encoding", 415, 415, "The content encoding cannot be read"),
    UNREADABLE_CHARSET("unreadable-charset", 415, 415, "The body's charset is not UTF-8"),
    BODY_TOO_LARGE("body-too-large", 413, 413, "The body is too large"),
    EVENT_TOO_LARGE("event-too-large", 413, 413, "An event is too large"),
    TOO_MANY_EVENTS("too-many-events", 413, 413, "The request brings too many events"),
    RATE_LIMITED("rate-limited", 429, 42901, "The write key has used up its rate"),
    INTERNAL_ERROR("internal-error", 500, 500, "The service failed"),
    OVERLOADED("overloaded", 503, 50302, "Too much waits already"),
    CIRCUIT_OPEN("circuit-open", 503, 50302, "Kafka did not acknowledge lately"),
    KAFKA_UNAVAILABLE("kafka-unavailable", 503, 50302, "Kafka did not acknowledge in time"),
    SHUTTING_DOWN("shutting-down", 503, 50302, "The service is shutting down");

    private final String code;
    private final int status;
    private final int kafkaRestCode;
    private final String title;

    Kind(String code, int status, int kafkaRestCode, String title) {
      this.code = code;
      this.status = status;
      this.kafkaRestCode = kafkaRestCode;
      this.title = title;
    }

    String code() {
      return code;
    }

    int status() {
      return status;
    }

    int kafkaRestCode() {
      return kafkaRestCode;
    }

    String title() {
      return title;
    }
  }

  private final Kind kind;
  private final Duration retryAfter;

  IngestProblem(Kind kind, String detail) {
    this(kind, detail, kind.status() == 503 ? RETRY_AFTER : null);
  }

  /**
   * @param retryAfter when the client should try again; null where it makes no sense that it does
   */
  IngestProblem(Kind kind, String detail, Duration retryAfter) {
    super(detail, null, false, false);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  Kind kind() {
    return kind;
  }

  /** When the client should try again, where it makes sense that it does. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
