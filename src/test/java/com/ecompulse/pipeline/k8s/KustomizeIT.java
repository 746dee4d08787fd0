package com.ecompulse.pipeline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real kustomize makes of the overlays. */
@Tag("kustomize")
class KustomizeIT {
  private static final String POD = "/spec/template";
  private static final String CONTAINER = POD + "/spec/containers/0";

  @TempDir Path copies;

  static Stream<Overlay> overlays() {
    return Overlay.all();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyMemberOfWhatComesOutIsKnownToItsKind(Overlay overlay) throws Exception {
    assertThat(overlay.built(copies))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.strict()).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void nothingThatKedaRequiresIsMissing(Overlay overlay) throws Exception {
    assertThat(overlay.built(copies))
        .filteredOn(each -> each.document().path("apiVersion").asText().startsWith("keda.sh/"))
        .hasSize(2)
        .allSatisfy(each -> assertThat(Keda.lacks(each.document())).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void bothRolesAreWholeAndHaveTheConfiguration(Overlay overlay) throws Exception {
    // Given
    List<Manifest> built = overlay.built(copies);
    String settings = only(built, "ConfigMap", each -> each.name().startsWith("pipeline-")).name();

    // When, Then
    assertThat(workloads(built))
        .hasSize(2)
        .allSatisfy(
            role -> {
              JsonNode container = role.document().at(CONTAINER);
              assertThat(container.at("/envFrom/0/configMapRef/name").asText()).isEqualTo(settings);
              assertThat(container.at("/readinessProbe/httpGet/path").asText()).isNotEmpty();
              assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                  .isTrue();
              assertThat(names(container.path("env")))
                  .contains("PIPELINE_INGEST_ENABLED", "PIPELINE_INSTANCE_ID");
              assertThat(names(container.path("volumeMounts")))
                  .containsExactlyInAnyOrderElementsOf(
                      names(role.document().at(POD + "/spec/volumes")));
              // Whoever tries it on a laptop builds for the laptop.
              JsonNode nodes = role.document().at(POD + "/spec/nodeSelector");
              assertThat(nodes.path("kubernetes.io/os").asText()).isEqualTo("linux");
              assertThat(nodes.has("kubernetes.io/arch"))
                  .isNotEqualTo(overlay.name().equals("dev"));
              // Of a tag named latest Kubernetes pulls whatever a registry has, at each start.
              assertThat(container.path("image").asText())
                  .contains("ecompulse/pipeline:")
                  .doesNotEndWith(":latest");
            });
    Manifest ingest = only(built, "Deployment", each -> true);
    assertThat(ingest.document().at(CONTAINER + "/envFrom/1/secretRef/name").asText())
        .isEqualTo("write-keys");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void whatSelectsPodsFindsThem(Overlay overlay) throws Exception {
    // Given
    List<Manifest> built = overlay.built(copies);
    List<Map<String, String>> pods =
        workloads(built).map(role -> labels(role.document().at(POD + "/metadata/labels"))).toList();
    Map<String, String> selectors =
        Map.of(
            "Service", "/spec/selector",
            "PodDisruptionBudget", "/spec/selector/matchLabels",
            "NetworkPolicy", "/spec/podSelector/matchLabels",
            "Deployment", "/spec/selector/matchLabels",
            "StatefulSet", "/spec/selector/matchLabels");

    // When
    List<Manifest> selecting = built.stream().filter(m -> selectors.containsKey(m.kind())).toList();

    // Then
    assertThat(selecting)
        .hasSizeGreaterThan(pods.size())
        .allSatisfy(
            each -> {
              Map<String, String> selector = labels(each.document().at(selectors.get(each.kind())));
              assertThat(selector).isNotEmpty();
              assertThat(pods).anySatisfy(pod -> assertThat(pod).containsAllEntriesOf(selector));
            });
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theRouteHangsOnOneListener(Overlay overlay) throws Exception {
    Manifest route = only(overlay.built(copies), "HTTPRoute", each -> true);
    assertThat(route.document().at("/spec/parentRefs").findValuesAsText("sectionName"))
        .containsExactly("https");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theWayToKafkaIsOpen(Overlay overlay) throws Exception {
    Manifest policy =
        only(overlay.built(copies), "NetworkPolicy", each -> each.name().equals("pipeline"));
    assertThat(labels(policy.document().at("/spec/egress/0/to/0/podSelector/matchLabels")))
        .containsOnlyKeys("strimzi.io/cluster", "strimzi.io/kind");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void oneLineBringsTheReferenceTablesAndAllThatTheyTake(String name) throws Exception {
    // When
    List<Manifest> built = new Overlay(name, "reference-tables").built(copies);

    // Then
    Component component = Component.REFERENCE_TABLES;
    List<KafkaTopic> topics =
        built.stream()
            .filter(each -> each.kind().equals("KafkaTopic"))
            .map(each -> each.as(KafkaTopic.class))
            .toList();
    assertThat(topics)
        .extracting(topic -> topic.getMetadata().getName())
        .containsAll(component.resources().map(Manifest::name).toList());
    assertThat(topics)
        .extracting(topic -> topic.getSpec().getReplicas())
        .containsOnly(name.equals("dev") ? 1 : 3);
    KafkaUser processor =
        only(built, "KafkaUser", each -> each.name().equals("processor")).as(KafkaUser.class);
    assertThat(Users.rules(processor))
        .containsAll(Users.rules(Users.of("processor")))
        .containsAll(component.rules("processor"))
        .hasSize(Users.rules(Users.of("processor")).size() + component.rules("processor").size());
    Manifest settings = only(built, "ConfigMap", each -> each.name().startsWith("pipeline-"));
    assertThat(labels(settings.document().path("data"))).containsAllEntriesOf(component.settings());
  }

  private static Stream<Manifest> workloads(List<Manifest> built) {
    return built.stream()
        .filter(each -> List.of("Deployment", "StatefulSet").contains(each.kind()));
  }

  private static Manifest only(List<Manifest> built, String kind, Predicate<Manifest> which) {
    List<Manifest> found =
        built.stream().filter(each -> each.kind().equals(kind)).filter(which).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<String> names(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(each -> each.path("name").asText())
        .toList();
  }

  private static Map<String, String> labels(JsonNode labels) {
    return labels.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, label -> label.getValue().asText()));
  }
}
