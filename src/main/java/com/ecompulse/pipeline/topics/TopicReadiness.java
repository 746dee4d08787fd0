package com.ecompulse.pipeline.topics;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once every topic is there. A topic with other settings than specified still works, so that
 * is told and nothing more.
 */
@Readiness
@ApplicationScoped
public class TopicReadiness implements HealthCheck {

  private final TopicProvisioner provisioner;

  TopicReadiness(TopicProvisioner provisioner) {
    this.provisioner = provisioner;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<TopicFindings> findings = provisioner.findings();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("topics")
            .status(findings.map(TopicFindings::eventsCanPass).orElse(false));
    for (TopicSpec spec : TopicSpec.ALL) {
      response.withData(
          spec.name(),
          findings.map(found -> told(found.of(spec.name()))).orElse("not yet checked"));
    }
    provisioner
        .trouble()
        .ifPresent(trouble -> response.withData("trouble", trouble.getClass().getSimpleName()));
    return response.build();
  }

  private static String told(List<TopicDifference> differences) {
    return differences.isEmpty()
        ? "as specified"
        : differences.stream()
            .map(d -> "%s expected=%s found=%s".formatted(d.setting(), d.expected(), d.found()))
            .collect(Collectors.joining("; "));
  }
}
