package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A problem as it is answered: an RFC 9457 document, or for clients of the Kafka REST protocol that
 * protocol's error.
 *
 * @param status the HTTP status
 * @param mediaType of the body
 * @param body written as JSON
 * @param headers beyond the content type
 */
record Refusal(int status, String mediaType, Object body, Map<String, String> headers) {

  /** Whether events are sent there; operators' endpoints share the port. */
  static boolean isOfEvents(String path) {
    return path.startsWith(EventResource.PATH) || KafkaRestAnswer.isFor(path);
  }

  /**
   * The answer to a problem, which is counted where events are sent.
   *
   * @param path the request's
   */
  static Refusal counted(IngestProblem problem, String path, PipelineMetrics metrics) {
    if (isOfEvents(path)) {
      metrics.rejected(problem.kind().code());
    }
    return of(problem, path);
  }

  private static Refusal of(IngestProblem problem, String path) {
    IngestProblem.Kind kind = problem.kind();
    return KafkaRestAnswer.isFor(path)
        ? new Refusal(
            KafkaRestAnswer.status(kind.kafkaRestCode()),
            KafkaRestAnswer.MEDIA_TYPE,
            new KafkaRestAnswer.Error(kind.kafkaRestCode(), problem.getMessage()),
            headers(problem))
        : new Refusal(
            kind.status(), ProblemDocument.MEDIA_TYPE, document(problem), headers(problem));
  }

  private static ProblemDocument document(IngestProblem problem) {
    IngestProblem.Kind kind = problem.kind();
    return ProblemDocument.of(kind.status(), kind.code(), kind.title(), problem.getMessage());
  }

  private static Map<String, String> headers(IngestProblem problem) {
    Map<String, String> headers = new TreeMap<>();
    problem.retryAfter().ifPresent(delay -> headers.put("Retry-After", seconds(delay)));
    if (problem.kind() == IngestProblem.Kind.METHOD_NOT_ALLOWED) {
      headers.put("Allow", "POST");
    }
    if (problem.kind() == IngestProblem.Kind.UNKNOWN_WRITE_KEY) {
      // Not "Basic", upon which a browser would ask the shop's visitor for a password.
      headers.put("WWW-Authenticate", "WriteKey realm=\"events\"");
    }
    return headers;
  }

  /** Rounded up: a client that is asked to wait for no time comes back at once. */
  private static String seconds(Duration delay) {
    return Long.toString(delay.plusMillis(999).toSeconds());
  }
}
