package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * One request's body while it comes; on the request's event loop alone. Once it is refused, what
 * the client goes on sending is thrown away, so that it lives to see the answer.
 */
final class IncomingBody {
  private final BodyIntake intake;
  private final RoutingContext context;
  private final HttpServerRequest request;
  private final UniEmitter<? super byte[]> emitter;
  private final BodyBytes body;
  private long receivedBytes;
  private long acquiredBytes;
  private long timer;
  private boolean refused;

  IncomingBody(BodyIntake intake, RoutingContext context, UniEmitter<? super byte[]> emitter) {
    this.intake = intake;
    this.context = context;
    this.request = context.request();
    this.emitter = emitter;
    this.body = new BodyBytes(intake.mostBytes(request));
  }

  void read() {
    if (request.isEnded()) { // such as one without a body, over HTTP/2
      emitter.complete(new byte[0]);
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      context.response().writeContinue();
    }
    timer = context.vertx().setTimer(intake.timeout().toMillis(), late -> tooLate());
    request.handler(this::chunk).endHandler(ended -> end()).exceptionHandler(this::lost).resume();
  }

  private void chunk(Buffer chunk) {
    receivedBytes += chunk.length();
    if (refused) {
      cutOffAbove(intake.maxThrownAwayBytes());
      return;
    }
    int held = body.heldWith(chunk.length());
    long more = held - acquiredBytes;
    acquiredBytes = held;
    try {
      intake.acquire(more, receivedBytes);
      body.append(chunk);
    } catch (IngestProblem problem) {
      refuse(problem);
    }
  }

  private void end() {
    stopTimer();
    if (!refused) {
      byte[] whole = body.toArray();
      release();
      emitter.complete(whole);
    }
  }

  /** A client that sends a byte now and then would hold its connection for ever. */
  private void tooLate() {
    if (refused) {
      CutOff.now(request);
    } else {
      CutOff.onceAnswered(context);
      refuse(new IngestProblem(Kind.BODY_TOO_SLOW, "send the body in one go"));
    }
  }

  private void lost(Throwable connection) {
    stopTimer();
    refuse(new BodyLost());
  }

  private void refuse(RuntimeException problem) {
    refused = true;
    release();
    emitter.fail(problem);
  }

  private void cutOffAbove(long bytes) {
    if (receivedBytes > bytes) {
      stopTimer();
      CutOff.now(request);
    }
  }

  private void stopTimer() {
    context.vertx().cancelTimer(timer);
  }

  private void release() {
    intake.release(acquiredBytes);
    acquiredBytes = 0;
    body.clear();
  }
}
