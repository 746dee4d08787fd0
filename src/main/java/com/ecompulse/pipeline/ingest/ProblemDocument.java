package com.ecompulse.pipeline.ingest;

/**
 * An RFC 9457 problem document, whoever is refused.
 *
 * @param type {@code about:blank}: the title says what the status does not
 * @param title the kind of problem
 * @param status the HTTP status
 * @param detail what to change in this request
 * @param code a stable name for programs
 */
public record ProblemDocument(String type, String title, int status, String detail, String code) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static ProblemDocument of(int status, String code, String title, String detail) {
    return new ProblemDocument("about:blank", title, status, detail, code);
  }
}
