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
 * Lets no new request in while the process waits for those in flight. Its end begins with a delay,
 * in which it is not ready and works on; then Quarkus waits for the requests in flight, but lets
 * new ones in meanwhile, for which nobody would wait in the end. Quarkus closes the connection
 * behind each answer from the delay on.
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
