package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses a body that says it is too large before any of it is kept. What the client goes on
 * sending is read and thrown away, so that it lives to see the answer; Quarkus alone would close
 * the connection on it. A body that does not tell its length is {@link BodyIntake}'s.
 */
@Singleton
class BodyLimit {
  /** Before Quarkus's own limit, which has -2. */
  private static final int PRIORITY = 100;

  /** A client that sends more than this many times the limit is cut off. */
  private static final int MOST_THROWN_AWAY = 16;

  private final long maxBytes;
  private final PipelineMetrics metrics;
  private final ObjectMapper json;

  BodyLimit(PipelineConfig config, PipelineMetrics metrics, ObjectMapper json) {
    this.maxBytes = config.ingest().maxBodySize().asLongValue();
    this.metrics = metrics;
    this.json = json;
  }

  void install(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    long length = contentLength(context.request());
    if (length <= maxBytes) {
      context.next();
    } else {
      refuse(context, length <= maxBytes * MOST_THROWN_AWAY);
    }
  }

  private void refuse(RoutingContext context, boolean readOn) {
    IngestProblem problem =
        new IngestProblem(Kind.BODY_TOO_LARGE, "send at most " + maxBytes + " bytes");
    metrics.rejected(problem.kind().code());
    if (readOn) {
      context.request().handler(thrownAway -> {}).resume();
    } else {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    Refusal refusal = Refusal.of(problem, context.request().path());
    context
        .response()
        .setStatusCode(refusal.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, refusal.mediaType())
        .end(text(refusal.body()));
  }

  private Buffer text(Object body) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a refusal is always JSON", e);
    }
  }

  /** Vert.x has refused a length that is no number. */
  private static long contentLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }
}
