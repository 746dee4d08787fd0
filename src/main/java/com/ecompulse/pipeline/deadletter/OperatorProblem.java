package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.ingest.ProblemDocument;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Why an operator's request is refused, as an RFC 9457 problem document. */
final class OperatorProblem extends WebApplicationException {
  private static final long serialVersionUID = 1L;
  private static final String RETRY_AFTER_SECONDS = "5";

  private OperatorProblem(Response response) {
    super(response);
  }

  static OperatorProblem switchedOff() {
    return of(
        404, "operators-off", "Nobody may see dead letters here", "set pipeline.operators.token");
  }

  static OperatorProblem notReplaying() {
    return of(
        404,
        "not-replaying",
        "This process replays no dead letters",
        "ask a process with pipeline.ingest.enabled");
  }

  static OperatorProblem unauthorized() {
    return new OperatorProblem(
        response(
                401, "unknown-operator", "The token is missing or wrong", "send the operators' own")
            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"dead letters\"")
            .build());
  }

  static OperatorProblem badRequest(String detail) {
    return of(400, "bad-request", "The request cannot be read", detail);
  }

  static OperatorProblem notFound(String detail) {
    return of(404, "not-found", "There is no such thing", detail);
  }

  static OperatorProblem keyReused() {
    return of(
        422, "idempotency-key-reused", "The key stands for another request", "choose a new one");
  }

  static OperatorProblem tooLarge(String detail) {
    return of(413, "too-large", "The request asks for too much at once", detail);
  }

  static OperatorProblem busy(String detail) {
    return retriable("busy", "Too much is under way", detail);
  }

  static OperatorProblem kafkaUnavailable() {
    return retriable("kafka-unavailable", "Kafka did not answer in time", "try again later");
  }

  private static OperatorProblem retriable(String code, String title, String detail) {
    return new OperatorProblem(
        response(503, code, title, detail)
            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
            .build());
  }

  private static OperatorProblem of(int status, String code, String title, String detail) {
    return new OperatorProblem(response(status, code, title, detail).build());
  }

  private static Response.ResponseBuilder response(
      int status, String code, String title, String detail) {
    return Response.status(status)
        .type(ProblemDocument.MEDIA_TYPE)
        .entity(ProblemDocument.of(status, code, title, detail));
  }
}
