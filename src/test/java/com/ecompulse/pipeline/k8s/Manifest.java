package com.ecompulse.pipeline.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One document of a manifest.
 *
 * @param source where it stands
 */
record Manifest(String source, JsonNode document) {
  static final Path ROOT = Path.of("k8s");

  private static final Map<String, Class<?>> KINDS =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("apps/v1/StatefulSet", StatefulSet.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
          Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
          Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class),
          Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
          Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
          Map.entry("keda.sh/v1alpha1/ScaledObject", Keda.ScaledObject.class),
          Map.entry("keda.sh/v1alpha1/TriggerAuthentication", Keda.TriggerAuthentication.class),
          Map.entry("kustomize.config.k8s.io/v1beta1/Kustomization", Kustomization.class),
          Map.entry("kustomize.config.k8s.io/v1alpha1/Component", Kustomization.class));

  /** Everything in the tree that says of what kind it is. */
  static List<Manifest> all() {
    return files()
        .flatMap(file -> of(file.toString(), text(file)))
        .filter(m -> m.isTyped())
        .toList();
  }

  /** The documents of a text. */
  static Stream<Manifest> of(String source, String yaml) {
    return StrictYaml.documents(yaml).stream().map(document -> new Manifest(source, document));
  }

  /** All YAML files of the tree. */
  static Stream<Path> files() {
    try (Stream<Path> tree = Files.walk(ROOT)) {
      return tree.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The manifest of a file that holds one. */
  static Manifest in(String file) {
    return of(file, text(ROOT.resolve(file))).findFirst().orElseThrow();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isTyped() {
    return document.has("kind");
  }

  String kind() {
    return document.path("kind").asText();
  }

  String name() {
    return document.path("metadata").path("name").asText();
  }

  /** What it is, every member of it known. */
  Object strict() {
    return as(type().orElseThrow(() -> new IllegalArgumentException("an unknown kind: " + this)));
  }

  <T> T as(Class<T> type) {
    return StrictYaml.as(type, document);
  }

  Optional<Class<?>> type() {
    return Optional.ofNullable(KINDS.get(document.path("apiVersion").asText() + "/" + kind()));
  }

  @Override
  public String toString() {
    return "%s %s of %s".formatted(kind(), name(), source);
  }
}
