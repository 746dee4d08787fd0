package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.IngestConfig;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The circuit breaker around Kafka. While it is open a request is refused at once instead of after
 * the acknowledgement's time-out; after its delay one request is let through, and closes it if
 * Kafka takes the events.
 */
@Singleton
class ProducerBreaker {
  private final TypedGuard<Uni<List<Delivery>>> guard;
  private final Duration delay;
  private volatile boolean open;

  ProducerBreaker(PipelineConfig config, PipelineMetrics metrics) {
    metrics.circuitOpen(() -> open);
    IngestConfig.Breaker breaker = config.ingest().breaker();
    this.delay = breaker.delay();
    this.guard =
        TypedGuard.create(new TypeLiteral<Uni<List<Delivery>>>() {})
            .withCircuitBreaker()
            .when(ProducerBreaker::isKafkasFault)
            .requestVolumeThreshold(breaker.window())
            .failureRatio(breaker.failureRatio())
            .delay(delay.toMillis(), ChronoUnit.MILLIS)
            .onStateChange(state -> open = state != CircuitBreakerState.CLOSED)
            .done()
            .build();
  }

  /** Calls {@code send} on subscription; fails with {@link IngestProblem} while it is open. */
  Uni<List<Delivery>> call(Supplier<Uni<List<Delivery>>> send) {
    return guard
        .get(send)
        .onFailure(CircuitBreakerOpenException.class)
        .transform(open -> new IngestProblem(Kind.CIRCUIT_OPEN, "try again later", delay));
  }

  /** Whether requests are refused. */
  boolean isOpen() {
    return open;
  }

  static boolean isRefusal(Throwable failure) {
    return failure instanceof IngestProblem problem && problem.kind() == Kind.CIRCUIT_OPEN;
  }

  private static boolean isKafkasFault(Throwable failure) {
    return !(failure instanceof IngestProblem problem) || problem.kind() == Kind.KAFKA_UNAVAILABLE;
  }
}
