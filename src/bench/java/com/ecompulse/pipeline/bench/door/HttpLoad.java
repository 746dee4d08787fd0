package com.ecompulse.pipeline.bench.door;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Clients that each wait for their answer before they send again (a closed loop: its latencies are
 * those that these clients see, not those of an arrival rate).
 */
final class HttpLoad {
  private static final int END_SECONDS = 60;

  /**
   * @param requests answered with 202 in the time that was measured
   * @param accepted all that were answered with 202, those of the warm-up included
   */
  record Result(double seconds, long requests, long accepted, Histogram latencyMicros) {}

  private final Vertx vertx;
  private final int port;
  private final List<Buffer> bodies;

  HttpLoad(Vertx vertx, int port, List<Buffer> bodies) {
    this.vertx = vertx;
    this.port = port;
    this.bodies = bodies;
  }

  Result run(int connections, Duration warmUp, Duration measured) throws InterruptedException {
    long from = System.nanoTime() + warmUp.toNanos();
    Run run = new Run(connections, from, from + measured.toNanos());
    for (int i = 0; i < connections; i++) {
      run.next();
    }
    if (!run.ended.await(END_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("No answer");
    }
    run.client.close();
    if (run.refused.get() > 0) {
      throw new IllegalStateException(run.refused + " requests were not accepted");
    }
    return new Result(
        measured.toNanos() / 1e9, run.latency.getTotalCount(), run.accepted.get(), run.latency);
  }

  private final class Run {
    private final Histogram latency = new ConcurrentHistogram(3);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final long fromNanos;
    private final long toNanos;
    private final CountDownLatch ended;
    private final HttpClient client;
    private final RequestOptions post;

    Run(int connections, long fromNanos, long toNanos) {
      this.fromNanos = fromNanos;
      this.toNanos = toNanos;
      this.ended = new CountDownLatch(connections);
      this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(connections));
      this.post =
          new RequestOptions()
              .setMethod(HttpMethod.POST)
              .setHost("localhost")
              .setPort(port)
              .setURI("/events")
              .putHeader("Content-Type", "application/json");
    }

    void next() {
      long begun = System.nanoTime();
      if (begun >= toNanos) {
        ended.countDown();
        return;
      }
      Buffer body = bodies.get((int) (sent.getAndIncrement() % bodies.size()));
      client
          .request(post)
          .compose(request -> request.send(body).compose(answer -> answer.body().map(answer)))
          .map(HttpClientResponse::statusCode)
          .otherwise(0)
          .onSuccess(status -> answered(status, begun));
    }

    private void answered(int status, long begunNanos) {
      long now = System.nanoTime();
      if (status != 202) {
        refused.incrementAndGet();
        ended.countDown();
        return;
      }
      accepted.incrementAndGet();
      if (begunNanos >= fromNanos && now < toNanos) {
        latency.recordValue((now - begunNanos) / 1_000);
      }
      next();
    }
  }
}
