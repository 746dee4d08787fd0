package com.ecompulse.pipeline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.PipelineConfig;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What both roles' pods are told about the service is true of it. */
class PodTest {
  private static final String NAME = "pipeline";

  private final PodSpec pod =
      Manifest.in("base/pod.yaml").as(Deployment.class).getSpec().getTemplate().getSpec();
  private final Container container = pod.getContainers().get(0);

  @Test
  void itIsAskedWhereItAnswers() {
    assertThat(port(container, "management"))
        .isEqualTo(Integer.parseInt(Settings.text("quarkus.management.port")));
    assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/started");
    assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
    assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
  }

  @Test
  void theFrontDoorIsWhereItsServiceSendsTo() {
    Container ingest =
        Manifest.in("base/ingest/deployment.yaml")
            .as(Deployment.class)
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .get(0);
    assertThat(port(ingest, "http"))
        .isEqualTo(Integer.parseInt(Settings.text("quarkus.http.port")));
  }

  /** What comes after the other: see the shutdown of Quarkus, of the processor and of SmallRye. */
  @Test
  void itIsGivenTheTimeThatItTakesToEnd() {
    Duration end =
        Stream.of(
                Duration.ofSeconds(container.getLifecycle().getPreStop().getSleep().getSeconds()),
                Settings.duration("%prod.quarkus.shutdown.delay"),
                Settings.duration("quarkus.shutdown.timeout"),
                drain(),
                closing("outgoing.raw-out"),
                closing("incoming.raw-in"),
                closing("outgoing.enriched-out"))
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds())).isGreaterThan(end);
  }

  @Test
  void itMayDoNothingThatItNeedNot() {
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void itsMemoryIsBounded() {
    assertThat(container.getResources().getLimits())
        .isEqualTo(Map.of("memory", Quantity.parse("256Mi")));
  }

  /** Elsewhere it would end with "exec format error". */
  @Test
  void itRunsWhereTheImageIsMadeFor() {
    assertThat(pod.getNodeSelector())
        .isEqualTo(Map.of("kubernetes.io/os", "linux", "kubernetes.io/arch", "amd64"));
  }

  @Test
  void itRunsTheImageThatTheDockerfilesBuild() {
    assertThat(container.getImage()).isEqualTo("ecompulse/pipeline");
    assertThat(container.getName()).isEqualTo(NAME);
  }

  private static String path(Probe probe) {
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    return probe.getHttpGet().getPath();
  }

  private static int port(Container container, String name) {
    return container.getPorts().stream()
        .filter(port -> port.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getContainerPort();
  }

  private static Duration drain() {
    return Duration.parse(
        "PT"
            + ConfigMappings.getProperties(ConfigClass.configClass(PipelineConfig.class))
                .get("pipeline.processor.drain-timeout")
                .getDefaultValue());
  }

  private static Duration closing(String channel) {
    return Duration.ofMillis(
        Long.parseLong(Settings.text("mp.messaging.%s.close-timeout".formatted(channel))));
  }
}
