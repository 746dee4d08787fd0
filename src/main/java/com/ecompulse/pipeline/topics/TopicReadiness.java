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
 * Ready once every topic is there that this process' roles need. What a front door takes is safe in
 * the raw topic, so it needs no other; a processor needs the raw topic and those that it writes
 * events to. A topic whose settings differ still works, and a write that it refuses is reported by
 * its writer, so that is data only.
 *
 * <p>A process of both roles needs what either does, though its door could take events without:
 * where it stands alone, nobody else would tell that they do not come out, and while its batches
 * abort it is not ready either. Who wants the door open meanwhile gives each role a process.
 */
@Readiness
@ApplicationScoped
class TopicReadiness implements HealthCheck {

  private final TopicProvisioner provisioner;

  TopicReadiness(TopicProvisioner provisioner) {
    this.provisioner = provisioner;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<TopicFindings> findings = provisioner.findings();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("topics").status(provisioner.eventsCanPass());
    for (TopicSpec spec : provisioner.specs()) {
      response.withData(
          spec.name(), findings.map(found -> told(found, spec.name())).orElse("not yet checked"));
    }
    provisioner
        .trouble()
        .ifPresent(trouble -> response.withData("trouble", trouble.getClass().getSimpleName()));
    return response.build();
  }

  private static String told(TopicFindings found, String topic) {
    List<TopicDifference> differences = found.of(topic);
    String settings =
        differences.isEmpty()
            ? "as specified"
            : differences.stream()
                .map(d -> "%s expected=%s found=%s".formatted(d.setting(), d.expected(), d.found()))
                .collect(Collectors.joining("; "));
    String obstacle = found.obstacles().get(topic);
    return obstacle == null || Writability.TOLD_AS_DIFFERENCE.contains(obstacle)
        ? settings
        : settings + "; not writable: " + obstacle;
  }
}
