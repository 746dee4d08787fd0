package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses new requests while the process waits for those in flight. A shutdown begins with a delay,
 * in which the process is not ready but works on; then Quarkus waits for requests in flight, yet
 * admits new ones that nobody would wait for. From the delay on it closes the connection after each
 * answer.
 */
@Singleton
class Draining {
  /** Behind CORS, which has 300: a page reads only an answer that has its headers. */
  private static final int PRIORITY = 200;

  private final RefusalWriter refusals;
  private final Duration delay;
  private volatile boolean ending;
  private volatile long drainsAtNanos;

  Draining(
      RefusalWriter refusals,
      @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
    this.refusals = refusals;
    this.delay = delay.orElse(Duration.ZERO);
  }

  void install(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  void begin(@Observes ShutdownDelayInitiatedEvent event) {
    drainsAtNanos = System.nanoTime() + delay.toNanos();
    ending = true;
  }

  private void check(RoutingContext context) {
    if (ending && System.nanoTime() - drainsAtNanos >= 0) {
      refusals.refuse(context, new IngestProblem(Kind.SHUTTING_DOWN, "ask another process"));
    } else {
      context.next();
    }
  }
}
