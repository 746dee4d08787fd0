package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the bodies of events, each within its bounds of bytes and time and all of them within
 * theirs, on the event loop. What passes a bound is refused while it is read, not after.
 */
@Singleton
class BodyIntake {
  /** A client that sends more than this many times the limit in vain is cut off. */
  private static final int MOST_THROWN_AWAY = 16;

  private final long maxBytes;
  private final long maxReadingBytes;
  private final Duration timeout;
  private final AtomicLong readingBytes = new AtomicLong();

  BodyIntake(PipelineConfig config) {
    this.maxBytes = config.ingest().maxBodySize().asLongValue();
    this.maxReadingBytes = config.ingest().maxReadingSize().asLongValue();
    this.timeout = config.ingest().bodyTimeout();
  }

  /**
   * @return the request's body, inflated; fails with {@link IngestProblem} where it passes a bound
   */
  Uni<byte[]> read(RoutingContext context) {
    return Uni.createFrom()
        .<byte[]>emitter(emitter -> new IncomingBody(this, context, emitter).read())
        .map(body -> Gunzip.decoded(context.request(), body, (int) maxBytes));
  }

  /** Whether a body of so many bytes is one too large. */
  boolean isTooLarge(long bytes) {
    return bytes > maxBytes;
  }

  /** How many bytes its body can have, at most. */
  long mostBytes(HttpServerRequest request) {
    long announced = BodyLimit.contentLength(request);
    return announced > 0 ? Math.min(announced, maxBytes) : maxBytes;
  }

  IngestProblem tooLarge() {
    return new IngestProblem(Kind.BODY_TOO_LARGE, "send at most " + maxBytes + " bytes");
  }

  Duration timeout() {
    return timeout;
  }

  long maxThrownAwayBytes() {
    return maxBytes * MOST_THROWN_AWAY;
  }

  /**
   * Takes room for so many bytes more of a body that will then have so many.
   *
   * @throws IngestProblem where there is none; the room is taken all the same
   */
  void acquire(long bytes, long bodyBytes) {
    if (readingBytes.addAndGet(bytes) > maxReadingBytes) {
      throw new IngestProblem(Kind.OVERLOADED, "too many bodies are being read; try again later");
    }
    if (isTooLarge(bodyBytes)) {
      throw tooLarge();
    }
  }

  void release(long bytes) {
    readingBytes.addAndGet(-bytes);
  }

  /** Visible for its test. */
  long readingBytes() {
    return readingBytes.get();
  }
}
