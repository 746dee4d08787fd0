package com.ecompulse.pipeline.ingest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends a request whose client goes on sending in vain: its connection; over HTTP/2, where that has
 * the requests of others, its stream alone.
 */
final class CutOff {
  private CutOff() {}

  /** At once. */
  static void now(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }

  /** Once the answer is written, which is still to come. */
  static void onceAnswered(RoutingContext context) {
    if (context.request().version() == HttpVersion.HTTP_2) {
      // In the next turn of the event loop: a reset takes along what is not flushed yet.
      context.addEndHandler(answered -> context.vertx().runOnContext(next -> endStream(context)));
    } else {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  private static void endStream(RoutingContext context) {
    if (!context.request().isEnded() && !context.response().closed()) {
      context.response().reset();
    }
  }
}
