package com.ecompulse.pipeline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.Configs;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
  private static final Pattern KUBECTL =
      Pattern.compile("kubectl (?!(?:apply|delete) -k|kustomize|create namespace)([^`\n]+)");
  private static final Pattern FORWARD = Pattern.compile("port-forward (\\S+) (\\d+)`");
  private static final Pattern LET_GO =
      Pattern.compile(
          "annotate kafkatopic -l (\\S+)=(\\S+) strimzi\\.io/managed=false\nkubectl delete -k ");
  private static final Pattern ONE_BROKER =
      Pattern.compile("\\*\\*On one broker\\*\\*.*?```shell\n(.*?)```", Pattern.DOTALL);
  private static final Pattern IDLE = Pattern.compile("connectionIdleTimeout: (\\d+s)");
  private static final Manifest INGEST = Manifest.in("base/ingest/deployment.yaml");
  private static final Manifest PROCESSOR = Manifest.in("base/processor/stateful-set.yaml");
  private static final String PORT = "/spec/template/spec/containers/0/ports/0/containerPort";
  private static final String RELOADER = "secret.reloader.stakater.com/reload";
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

  /** A post that it sends into a connection that is being closed fails. */
  @Test
  void theGatewayIsToldToCloseAnIdleConnectionBeforeTheServiceDoes() {
    long service =
        Math.min(
            seconds(Configs.byDefault("pipeline.ingest.head-timeout")),
            seconds(Settings.text("quarkus.http.idle-timeout")));
    assertThat(prerequisites)
        .contains("which is after %d s (`pipeline.ingest.head-timeout`".formatted(service));
    MatchResult gateway = IDLE.matcher(prerequisites).results().findFirst().orElseThrow();
    assertThat(seconds(gateway.group(1))).isLessThan(service);
  }

  /** In the one that a shell happens to be in there is nothing, or something else. */
  @Test
  void whatIsDoneInTheClusterIsDoneInANamespace() {
    assertThat(KUBECTL.matcher(readme).results().map(command -> command.group(1)))
        .hasSizeGreaterThan(4)
        .allSatisfy(command -> assertThat(command).matches("(-n|--namespace) [a-z]+ .*"));
  }

  @Test
  void theWaysToDeadLettersAndToDuplicatesLeadToPortsOfTheirPods() {
    List<String> ways =
        FORWARD.matcher(readme).results().map(way -> way.group(1) + " " + way.group(2)).toList();
    assertThat(ways)
        .containsExactlyInAnyOrder(
            "deploy/%s %s".formatted(INGEST.name(), INGEST.document().at(PORT).asText()),
            "%s-0 %s"
                .formatted(
                    PROCESSOR.name(), Manifest.in("base/pod.yaml").document().at(PORT).asText()));
  }

  /** A Secret keeps its name when it changes, so that nothing else restarts the pods. */
  @Test
  void whoChangesASecretIsToldWhichPodsToRestart() {
    assertThat(INGEST.document().findValues("secretRef")).isNotEmpty();
    assertThat(List.of(INGEST, PROCESSOR))
        .allSatisfy(
            role -> {
              assertThat(role.document().findValues("secretKeyRef")).isNotEmpty();
              assertThat(readme)
                  .containsPattern(
                      "kubectl -n ecompulse rollout restart [^`]*%s/%s\\b"
                          .formatted(role.kind().toLowerCase(Locale.ROOT), role.name()));
            });
    assertThat(about("Keys and tokens")).contains("`write-keys`", "`operators`", "rollout restart");
  }

  /**
   * All but the cluster CA's, which must not be taken for another before the brokers show that one.
   */
  @Test
  void reloaderIsToldOfTheSecretsThatARoleReadsAtItsStart() {
    assertThat(List.of(INGEST, PROCESSOR))
        .allSatisfy(
            role -> {
              JsonNode told = role.document().at("/metadata/annotations").path(RELOADER);
              assertThat(told.asText().split(","))
                  .containsExactlyInAnyOrderElementsOf(secrets(role.document()));
            });
  }

  /** With a resource that it manages Strimzi's operator deletes the topic. */
  @Test
  void whoTakesItDownLetsGoOfTheTopicsFirst() {
    MatchResult label = LET_GO.matcher(readme).results().findFirst().orElseThrow();
    assertThat(
            Manifest.in("base/kustomization.yaml").as(Kustomization.class).labels().get(0).pairs())
        .containsEntry(label.group(1), label.group(2));
    assertThat(Component.REFERENCE_TABLES.resources())
        .isNotEmpty()
        .allSatisfy(
            topic ->
                assertThat(topic.as(KafkaTopic.class).getMetadata().getLabels())
                    .containsEntry(label.group(1), label.group(2)));
  }

  /** By its name the port is patched in one place. */
  @Test
  void whoHasTlsUpToThePodsIsToldWhatNamesThePort() {
    assertThat(INGEST.document().at("/spec/template/spec/containers/0/ports/0/name").asText())
        .isEqualTo("http");
    assertThat(Manifest.in("base/ingest/service.yaml").document().at("/spec/ports/0/targetPort"))
        .isEqualTo(policy("ingest").at("/spec/ingress/0/ports/0/port"))
        .isEqualTo(new TextNode("http"));
    assertThat(about("TLS on HTTP"))
        .contains(
            "{containerPort: %s, $patch: delete}".formatted(INGEST.document().at(PORT).asText()),
            "{name: http, containerPort: 8443}",
            "BackendTLSPolicy");
  }

  /** Its heap would not fit. */
  @Test
  void whoRunsTheJvmsImageIsToldThatTheLimitsAreNotIts() {
    assertThat(Manifest.text(Path.of("src/main/docker/Dockerfile.jvm")))
        .contains("ENV JDK_JAVA_OPTIONS=");
    assertThat(prerequisites)
        .contains("The limits are the native image's", "told by `JDK_JAVA_OPTIONS`");
  }

  /**
   * Without the property Quarkus builds with Docker, and by its own name no pod finds the image.
   */
  @Test
  void theImageThatIsPushedWithoutDockerIsTheOneThatProductionRuns() {
    Kustomization.Image image =
        Manifest.in("overlays/production/kustomization.yaml")
            .as(Kustomization.class)
            .images()
            .get(0);
    assertThat(readme.replaceAll("\\\\\n\\s*", ""))
        .contains(
            "./mvnw quarkus:image-push -Dquarkus.container-image.builder=jib "
                + "-Dquarkus.container-image.image=%s:%s\n"
                    .formatted(image.newName(), image.newTag()))
        .doesNotContain("quarkus:image-build");
  }

  @Test
  void whoTriesItOnOneBrokerBuildsTheImageThatTheOverlayRuns() {
    Kustomization dev = Manifest.in("overlays/dev/kustomization.yaml").as(Kustomization.class);
    String image = dev.images().get(0).name() + ":" + dev.images().get(0).newTag();
    assertThat(ONE_BROKER.matcher(readme).results().findFirst().orElseThrow().group(1))
        .containsSubsequence(
            "kubectl create namespace " + dev.namespace() + "\n",
            "docker build -f src/main/docker/Dockerfile.native-micro -t " + image + " .\n",
            "kind load docker-image " + image,
            "kubectl apply -k k8s/overlays/dev\n",
            "kubectl -n %s port-forward deploy/%s".formatted(dev.namespace(), INGEST.name()));
  }

  /** A cache on the node, as many clusters have it, is no pod that a selector finds. */
  @Test
  void namesAreAskedForWhereverTheClusterHasThem() {
    JsonNode names = policy("pipeline").at("/spec/egress/1");
    assertThat(names.findValuesAsText("port")).containsExactly("53", "53");
    assertThat(names.has("to")).isFalse();
  }

  /** What the section's paragraph of that name says. */
  private String about(String name) {
    return Pattern.compile("\n- \\*\\*%s\\*\\*(.*?)\n[-#]".formatted(name), Pattern.DOTALL)
        .matcher(readme)
        .results()
        .map(paragraph -> paragraph.group(1).replaceAll("\\s+", " "))
        .findFirst()
        .orElse("");
  }

  private static long seconds(String duration) {
    return Duration.parse("PT" + duration).toSeconds();
  }

  private static JsonNode policy(String name) {
    return Manifest.of("policies", Manifest.text(Path.of("k8s/base/network-policy.yaml")))
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow()
        .document();
  }

  private static Set<String> secrets(JsonNode role) {
    Set<String> names = new HashSet<>(role.findValuesAsText("secretName"));
    Stream.of("secretRef", "secretKeyRef")
        .flatMap(reference -> role.findValues(reference).stream())
        .forEach(reference -> names.add(reference.path("name").asText()));
    return names;
  }

  private static Stream<String> namespaces(Manifest manifest) {
    return Stream.concat(
        manifest.document().findValuesAsText(NAMESPACE).stream(),
        manifest.document().findValuesAsText("namespace").stream());
  }
}
