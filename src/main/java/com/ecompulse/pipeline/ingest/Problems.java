package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what the front door refuses; what went wrong elsewhere is none of its refusals. */
class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  private final PipelineMetrics metrics;

  Problems(PipelineMetrics metrics) {
    this.metrics = metrics;
  }

  @ServerExceptionMapper
  Response refuse(IngestProblem problem, HttpServerRequest request) {
    Refusal refusal = Refusal.counted(problem, request.path(), metrics);
    Response.ResponseBuilder response =
        Response.status(refusal.status()).type(refusal.mediaType()).entity(refusal.body());
    refusal.headers().forEach(response::header);
    return response.build();
  }

  /** For whoever waits for the request's end. */
  @ServerExceptionMapper
  Response end(BodyLost lost) {
    return Response.status(Kind.BODY_TOO_SLOW.status()).build();
  }

  @ServerExceptionMapper
  Response refuse(WebApplicationException refusal, HttpServerRequest request) {
    return refusal.getResponse().getStatus() == Kind.METHOD_NOT_ALLOWED.status()
            && Refusal.isOfEvents(request.path())
        ? refuse(new IngestProblem(Kind.METHOD_NOT_ALLOWED, "send a POST"), request)
        : refusal.getResponse();
  }

  /** What no one thought of: the log has it, and the client learns nothing of it. */
  @ServerExceptionMapper
  Response refuse(RuntimeException failure, HttpServerRequest request) {
    LOG.error("a request failed", failure);
    return refuse(new IngestProblem(Kind.INTERNAL_ERROR, "it is logged"), request);
  }
}
