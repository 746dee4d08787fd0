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
    if (isStream(request)) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }

  /** Once the answer is written, which is still to come; for a client that hardly sends. */
  static void onceAnswered(RoutingContext context) {
    askToClose(context);
    // In the next turn of the event loop: a reset takes along what is not flushed yet.
    context.addEndHandler(answered -> context.vertx().runOnContext(next -> endUnread(context)));
  }

  /**
   * The same for a client that is still sending, which a close would keep from seeing the answer:
   * over HTTP/1.1 the client closes, or else the idle timeout; nothing more is read.
   */
  static void onceSeen(RoutingContext context) {
    if (isStream(context.request())) {
      onceAnswered(context);
    } else {
      askToClose(context);
    }
  }

  private static void askToClose(RoutingContext context) {
    if (!isStream(context.request())) { // HTTP/2 has no such header
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  private static void endUnread(RoutingContext context) {
    // An HTTP/1.1 answer says it is closed where its client asked for that, before it is.
    boolean isGone = isStream(context.request()) && context.response().closed();
    if (!context.request().isEnded() && !isGone) {
      now(context.request());
    }
  }

  private static boolean isStream(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2;
  }
}
