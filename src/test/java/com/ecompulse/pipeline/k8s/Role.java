package com.ecompulse.pipeline.k8s;

import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.SecuredKafka;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;

/**
 * One of the two roles as a process, with the environment that its manifests give it: but for the
 * broker's address, and for where the secrets are mounted.
 *
 * @param components what is switched on in its overlay
 */
record Role(String name, String manifest, List<Component> components) {
  static final Role INGEST = new Role("ingest", "base/ingest/deployment.yaml", List.of());
  static final Role PROCESSOR =
      new Role("processor", "base/processor/stateful-set.yaml", List.of());

  /** The same in an overlay with that component. */
  Role with(Component component) {
    return new Role(name, manifest, List.of(component));
  }

  /** What its user may do. */
  Stream<AclBinding> rights() {
    return Stream.concat(
            Users.rules(Users.of(name)).stream(),
            components.stream().flatMap(component -> component.rules(name).stream()))
        .flatMap(rule -> Users.rights(name, rule));
  }

  /** Starts a pod of it, with a new certificate of its user. */
  PackagedApplication launch(SecuredKafka kafka) {
    return PackagedApplication.launch("role-" + name, environment(kafka), Map.of());
  }

  private Map<String, String> environment(SecuredKafka kafka) {
    Path user = kafka.certificates().sign(name);
    Path cluster = kafka.certificates().authority().getParent();
    Map<String, String> environment = new HashMap<>();
    Settings.read(Path.of("k8s/base/pipeline.env"))
        .forEach(
            (key, value) ->
                environment.put(
                    (String) key,
                    ((String) value)
                        .replace("/etc/kafka/user", user.toString())
                        .replace("/etc/kafka/cluster", cluster.toString())));
    for (JsonNode variable :
        Manifest.in(manifest).document().at("/spec/template/spec/containers/0/env")) {
      environment.put(variable.path("name").asText(), value(variable));
    }
    components.forEach(component -> environment.putAll(component.settings()));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.tlsBootstrapServers());
    environment.put("PIPELINE_TOPICS_REPLICATION_FACTOR", "1");
    return environment;
  }

  private String value(JsonNode variable) {
    if (variable.has("value")) {
      return variable.path("value").asText();
    }
    return variable.at("/valueFrom/fieldRef/fieldPath").asText().equals("metadata.name")
        ? name + "-0"
        : OperatorClient.TOKEN;
  }
}
