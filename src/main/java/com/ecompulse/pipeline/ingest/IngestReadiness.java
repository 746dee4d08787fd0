package com.ecompulse.pipeline.ingest;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while events that come in can be written to Kafka. */
@Readiness
@Singleton
class IngestReadiness implements HealthCheck {
  private final KafkaContact contact;

  IngestReadiness(KafkaContact contact) {
    this.contact = contact;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> trouble = contact.trouble();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("ingest").status(trouble.isEmpty());
    trouble.ifPresent(cause -> response.withData("cause", cause));
    return response.build();
  }
}
