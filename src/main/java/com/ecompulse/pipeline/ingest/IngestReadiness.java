package com.ecompulse.pipeline.ingest;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while events that come in can be written to Kafka. An open circuit is data only: it closes
 * when a request succeeds, and a process that is not ready gets none.
 */
@Readiness
@Singleton
class IngestReadiness implements HealthCheck {
  private final KafkaContact contact;
  private final ProducerBreaker breaker;

  IngestReadiness(KafkaContact contact, ProducerBreaker breaker) {
    this.contact = contact;
    this.breaker = breaker;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> trouble = contact.trouble();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("ingest")
            .status(trouble.isEmpty())
            .withData("circuit", breaker.isOpen() ? "open" : "closed");
    trouble.ifPresent(cause -> response.withData("cause", cause));
    return response.build();
  }
}
