package com.ecompulse.pipeline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.topics.TopicSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The processors' number follows the lag in steps that share the partitions out evenly. */
class ScaledObjectTest {
  private static final TopicSpec RAW =
      TopicSpec.ALL.stream()
          .filter(topic -> topic.name().equals(TopicSpec.RAW))
          .findFirst()
          .orElseThrow();

  private final Keda.ScaledObject scaled =
      Manifest.in("base/processor/scaled-object.yaml").as(Keda.ScaledObject.class);
  private final Keda.KafkaScaler lag = scaled.spec().triggers().get(0).metadata();
  private final HorizontalPodAutoscalerBehavior behavior =
      scaled.spec().advanced().horizontalPodAutoscalerConfig().behavior();

  static List<Manifest> manifests() {
    String file = "base/processor/scaled-object.yaml";
    return Manifest.of(file, Manifest.text(Manifest.ROOT.resolve(file))).toList();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void itHasAllThatKedaRequires(Manifest manifest) {
    assertThat(Keda.lacks(manifest.document())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, /spec, scaleTargetRef",
    "0, /spec, triggers",
    "0, /spec/scaleTargetRef, name",
    "0, /spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleUp/policies/0, periodSeconds",
    "0, /spec/triggers/0, type",
    "0, /spec/triggers/0, metadata",
    "0, /spec/triggers/0/metadata, consumerGroup",
    "0, /spec/triggers/0/authenticationRef, name",
    "1, /spec/secretTargetRef/2, parameter",
    "1, /spec/secretTargetRef/0, key"
  })
  void aMemberThatKedaRequiresIsMissed(int document, String parent, String member) {
    // Given
    JsonNode manifest = manifests().get(document).document().deepCopy();
    ((ObjectNode) manifest.at(parent)).remove(member);

    // When
    List<String> lacking = Keda.lacks(manifest);

    // Then
    assertThat(lacking).singleElement().asString().contains("'" + member + "'");
  }

  @Test
  void itScalesTheProcessorsByTheLagThatTheyWorkOff() {
    Manifest processor = Manifest.in("base/processor/stateful-set.yaml");
    assertThat(scaled.spec().scaleTargetRef())
        .isEqualTo(new Keda.Target("apps/v1", processor.kind(), processor.name(), null));
    assertThat(lag.topic()).isEqualTo(RAW.name());
    assertThat(lag.consumerGroup())
        .isEqualTo(Settings.text("mp.messaging.incoming.raw-in.group.id"));
    assertThat(lag.offsetResetPolicy())
        .isEqualTo(Settings.text("mp.messaging.incoming.raw-in.auto.offset.reset"));
  }

  /**
   * After a transaction each partition's end lies one offset, the marker's, behind its last record.
   */
  @Test
  void theMarkersOfTransactionsAskForNoPod() {
    assertThat(Integer.parseInt(lag.lagThreshold())).isGreaterThan(RAW.partitions());
    assertThat(Integer.parseInt(lag.activationLagThreshold()))
        .isGreaterThanOrEqualTo(RAW.partitions());
    assertThat(scaled.spec().minReplicaCount()).isPositive();
  }

  @Test
  void noPodHasMorePartitionsThanAnother() {
    // What KEDA asks for is then always a divisor,
    assertThat(lag.ensureEvenDistributionOfPartitions()).isEqualTo("true");
    assertThat(divisors())
        .contains(scaled.spec().minReplicaCount(), scaled.spec().maxReplicaCount());
    // and so is what the autoscaler makes of it on the way up,
    HPAScalingPolicy up = only(behavior.getScaleUp().getPolicies());
    assertThat(up.getType()).isEqualTo("Pods");
    assertThat(up.getValue()).isGreaterThanOrEqualTo(RAW.partitions());
    // and on the way down: it removes so many per cent at most, and rounds what is left down.
    HPAScalingPolicy down = only(behavior.getScaleDown().getPolicies());
    assertThat(down.getType()).isEqualTo("Percent");
    assertThat(divisors()).allSatisfy(from -> assertThat(least(from, down)).isIn(divisors()));
  }

  /** A static member goes without a word: its partitions stand still until its session ends. */
  @Test
  void whatWaitsForAPodThatWentAsksForNoOther() {
    Duration session =
        Duration.ofMillis(
            Long.parseLong(Settings.text("mp.messaging.incoming.raw-in.session.timeout.ms")));
    assertThat(Duration.ofSeconds(behavior.getScaleUp().getStabilizationWindowSeconds()))
        .isGreaterThan(session.multipliedBy(2));
  }

  /** Who has an alert of a lag and sees no pod come wants to know from when on one would. */
  @Test
  void whoReadsOfTheLagIsToldHowMuchOfItAsksForAPod() {
    String each = String.format(Locale.ROOT, "%,d", Integer.parseInt(lag.lagThreshold()));
    assertThat(Manifest.text(Path.of("README.md"))).contains("than " + each + " records");
    assertThat(Manifest.text(Path.of("k8s/monitoring/runbooks.md")).replaceAll("\\s+", " "))
        .contains("above " + each + " events a process", "`kubectl scale`: raise")
        .contains("the ScaledObject's `minReplicaCount`. By itself");
  }

  @Test
  void itScalesDownSlowly() {
    assertThat(behavior.getScaleDown().getStabilizationWindowSeconds())
        .isGreaterThan(10 * behavior.getScaleUp().getStabilizationWindowSeconds());
  }

  private int least(int from, HPAScalingPolicy down) {
    int left = (int) (from * (1 - down.getValue() / 100.0));
    return Math.max(scaled.spec().minReplicaCount(), left);
  }

  private static List<Integer> divisors() {
    return IntStream.rangeClosed(1, RAW.partitions())
        .filter(n -> RAW.partitions() % n == 0)
        .boxed()
        .toList();
  }

  private static HPAScalingPolicy only(List<HPAScalingPolicy> policies) {
    assertThat(policies).hasSize(1);
    return policies.get(0);
  }
}
