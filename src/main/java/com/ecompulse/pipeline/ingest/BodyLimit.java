package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses a body that says it is too large before any of it is kept; Quarkus alone would close the
 * connection on it. A body that does not tell its length is {@link BodyIntake}'s.
 */
@Singleton
class BodyLimit {
  /** Before Quarkus's own limit, which has -2. */
  private static final int PRIORITY = 100;

  /** A client that sends more than this many times the limit is cut off. */
  private static final int MOST_THROWN_AWAY = 16;

  private final long maxBytes;
  private final RefusalWriter refusals;

  BodyLimit(PipelineConfig config, RefusalWriter refusals) {
    this.maxBytes = config.ingest().maxBodySize().asLongValue();
    this.refusals = refusals;
  }

  void install(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    long length = contentLength(context.request());
    if (length <= maxBytes) {
      context.next();
      return;
    }
    IngestProblem problem =
        new IngestProblem(Kind.BODY_TOO_LARGE, "send at most " + maxBytes + " bytes");
    if (length <= maxBytes * MOST_THROWN_AWAY) {
      refusals.refuse(context, problem);
    } else {
      refusals.refuseAndClose(context, problem);
    }
  }

  /** Vert.x has refused a length that is no number. */
  private static long contentLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }
}
