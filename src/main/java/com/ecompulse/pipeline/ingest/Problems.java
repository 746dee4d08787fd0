package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what the front door refuses with a problem document. */
class Problems {
  private final PipelineMetrics metrics;

  Problems(PipelineMetrics metrics) {
    this.metrics = metrics;
  }

  @ServerExceptionMapper
  Response refuse(IngestProblem problem) {
    metrics.rejected(problem.kind().code());
    Response.ResponseBuilder response = response(ProblemDocument.of(problem));
    problem
        .retryAfter()
        .ifPresent(delay -> response.header(HttpHeaders.RETRY_AFTER, delay.toSeconds()));
    return response.build();
  }

  @ServerExceptionMapper
  Response refuse(NotSupportedException unsupported) {
    String code = "unsupported-media-type";
    metrics.rejected(code);
    return response(
            new ProblemDocument(
                "about:blank",
                "The body's content type cannot be read",
                415,
                "send application/json",
                code))
        .build();
  }

  private static Response.ResponseBuilder response(ProblemDocument document) {
    return Response.status(document.status()).type(ProblemDocument.MEDIA_TYPE).entity(document);
  }
}
