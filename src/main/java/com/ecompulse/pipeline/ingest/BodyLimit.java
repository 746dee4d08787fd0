package com.ecompulse.pipeline.ingest;

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

  private final BodyIntake intake;
  private final RefusalWriter refusals;

  BodyLimit(BodyIntake intake, RefusalWriter refusals) {
    this.intake = intake;
    this.refusals = refusals;
  }

  void install(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    long length = contentLength(context.request());
    if (!intake.isTooLarge(length)) {
      context.next();
    } else if (length <= intake.maxThrownAwayBytes()) {
      refusals.refuse(context, intake.tooLarge());
    } else {
      refusals.refuseAndClose(context, intake.tooLarge());
    }
  }

  /** What it says; 0 where it says nothing. Vert.x has refused a length that is no number. */
  static long contentLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }
}
