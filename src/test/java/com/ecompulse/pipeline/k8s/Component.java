package com.ecompulse.pipeline.k8s;

import static com.ecompulse.pipeline.k8s.Kustomization.orNone;

import com.fasterxml.jackson.databind.JsonNode;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A kustomize component of the tree: what it, and those that it names, add to the base.
 *
 * @param directory under {@link Manifest#ROOT}
 */
record Component(String directory) {
  static final Component REFERENCE_TABLES = new Component("components/reference-tables");

  private static final String ANOTHER_RULE = "/spec/authorization/acls/-";

  /** What a part of it adds. */
  Component part(String name) {
    return new Component(directory + "/" + name);
  }

  Stream<Manifest> resources() {
    return all(
        part ->
            orNone(part.own().resources()).stream()
                .flatMap(file -> Manifest.of(file, Manifest.text(part.file(file)))));
  }

  /** What it adds to the configuration of the pods. */
  Map<String, String> settings() {
    return all(part -> orNone(part.own().configMapGenerator()).stream())
        .flatMap(generator -> generator.literals().stream())
        .map(literal -> literal.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  /** What it adds to the rights of a user. */
  List<AclRule> rules(String user) {
    return all(part ->
            orNone(part.own().patches()).stream()
                .filter(patch -> new Kustomization.Target("KafkaUser", user).equals(patch.target()))
                .flatMap(patch -> additions(part.file(patch.path()))))
        .toList();
  }

  private static Stream<AclRule> additions(Path patch) {
    JsonNode operations = StrictYaml.documents(Manifest.text(patch)).get(0);
    return StreamSupport.stream(operations.spliterator(), false)
        .map(
            operation -> {
              if (!operation.path("op").asText().equals("add")
                  || !operation.path("path").asText().equals(ANOTHER_RULE)) {
                throw new IllegalArgumentException(patch + " does not add a rule: " + operation);
              }
              return StrictYaml.as(AclRule.class, operation.path("value"));
            });
  }

  private <T> Stream<T> all(Function<Component, Stream<T>> found) {
    return Stream.concat(
        found.apply(this),
        orNone(own().components()).stream().flatMap(name -> part(name).all(found)));
  }

  private Kustomization own() {
    return Manifest.in(directory + "/kustomization.yaml").as(Kustomization.class);
  }

  private Path file(String name) {
    return Manifest.ROOT.resolve(directory).resolve(name);
  }
}
