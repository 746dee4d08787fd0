package com.ecompulse.pipeline.ingest;

/**
 * An RFC 9457 problem document.
 *
 * @param type {@code about:blank}: the title says what the status does not
 * @param title the kind of problem
 * @param status the HTTP status
 * @param detail what to change in this request
 * @param code a stable name for programs
 */
record ProblemDocument(String type, String title, int status, String detail, String code) {
  static final String MEDIA_TYPE = "application/problem+json";

  static ProblemDocument of(IngestProblem problem) {
    IngestProblem.Kind kind = problem.kind();
    return new ProblemDocument(
        "about:blank", kind.title(), kind.status(), problem.getMessage(), kind.code());
  }
}
