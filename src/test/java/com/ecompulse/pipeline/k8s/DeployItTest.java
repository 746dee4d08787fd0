package com.ecompulse.pipeline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who does what the README says of a cluster, word for word, has what it takes. */
class DeployItTest {
  private static final Pattern SECTION =
      Pattern.compile("## Deploy it\n(.*?)```shell\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("--from-literal=([A-Z_0-9]+)=(\\S+)");
  private static final Pattern USED = Pattern.compile("\\$([A-Z]+)");
  private static final Pattern FORWARD =
      Pattern.compile("kubectl -n ecompulse port-forward deploy/(\\w+) (\\d+)");
  private static final String NAMESPACE = "kubernetes.io/metadata.name";

  private final String readme = Manifest.text(Path.of("README.md"));
  private final MatchResult section = SECTION.matcher(readme).results().findFirst().orElseThrow();
  private final String prerequisites = section.group(1).replaceAll("\\s+", " ");
  private final String commands = section.group(2);

  /** Quarkus' filter answers before the write keys' does, and would refuse each shop. */
  @Test
  void theOriginsOfTheWriteKeyAreToldToTheFilterInFrontOfItToo() {
    Map<String, String> secret =
        LITERAL
            .matcher(commands)
            .results()
            .collect(Collectors.toMap(literal -> literal.group(1), literal -> literal.group(2)));
    assertThat(secret)
        .containsEntry(
            "QUARKUS_HTTP_CORS_ORIGINS", secret.get("PIPELINE_INGEST_WRITE_KEYS_WEB_ORIGINS"));
  }

  /** Otherwise each event's {@code client-ip} is the gateway's. */
  @Test
  void productionTakesTheGatewaysWordOnTheClientsAddress() {
    Kustomization production =
        Manifest.in("overlays/production/kustomization.yaml").as(Kustomization.class);
    assertThat(production.configMapGenerator().get(0).literals())
        .anySatisfy(
            literal -> assertThat(literal).matches("PIPELINE_INGEST_TRUSTED_PROXIES=.+/[0-9]+"));
  }

  @Test
  void whatTheCommandsUseIsSetBefore() {
    List<MatchResult> used = USED.matcher(commands).results().toList();
    assertThat(used)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(commands.substring(0, name.start())).contains(name.group(1) + "=$("));
  }

  @Test
  void theNamespacesOfOthersAreNamedBeforeTheCommands() {
    List<String> others =
        Stream.of("base/network-policy.yaml", "base/ingest/route.yaml")
            .flatMap(file -> Manifest.of(file, Manifest.text(Manifest.ROOT.resolve(file))))
            .flatMap(DeployItTest::namespaces)
            .distinct()
            .toList();
    assertThat(others)
        .contains("gateway", "monitoring")
        .allSatisfy(name -> assertThat(prerequisites).contains("`" + name + "`"));
  }

  /** Without a name it would hang on all, and write keys come in clear by that of plain HTTP. */
  @Test
  void theRouteHangsOnTheOneListenerThatThePrerequisitesName() {
    JsonNode parents = Manifest.in("base/ingest/route.yaml").document().at("/spec/parentRefs");
    assertThat(parents)
        .isNotEmpty()
        .allSatisfy(
            parent ->
                assertThat(prerequisites)
                    .contains("listener `" + parent.path("sectionName").asText() + "` ends TLS"));
  }

  @Test
  void theWayToTheDeadLettersLeadsToTheFrontDoorsPort() {
    MatchResult forward = FORWARD.matcher(readme).results().findFirst().orElseThrow();
    JsonNode ingest = Manifest.in("base/ingest/deployment.yaml").document();
    assertThat(forward.group(1)).isEqualTo(ingest.at("/metadata/name").asText());
    assertThat(forward.group(2))
        .isEqualTo(ingest.at("/spec/template/spec/containers/0/ports/0/containerPort").asText());
  }

  /** A cache on the node, as many clusters have it, is no pod that a selector finds. */
  @Test
  void namesAreAskedForWhereverTheClusterHasThem() {
    JsonNode names = policy("pipeline").at("/spec/egress/1");
    assertThat(names.findValuesAsText("port")).containsExactly("53", "53");
    assertThat(names.has("to")).isFalse();
  }

  private static JsonNode policy(String name) {
    return Manifest.of("policies", Manifest.text(Path.of("k8s/base/network-policy.yaml")))
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow()
        .document();
  }

  private static Stream<String> namespaces(Manifest manifest) {
    return Stream.concat(
        manifest.document().findValuesAsText(NAMESPACE).stream(),
        manifest.document().findValuesAsText("namespace").stream());
  }
}
