package com.ecompulse.pipeline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.EnrichmentConfig;
import com.ecompulse.pipeline.config.IngestConfig;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.quarkus.vertx.core.runtime.config.VertxConfiguration;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each variable that the pods are given is a setting that there is. */
class EnvironmentTest {
  private static final List<Pattern> KNOWN =
      Stream.of(
              mapped(PipelineConfig.class),
              mapped(TlsConfig.class),
              mapped(VertxConfiguration.class),
              Settings.all().stringPropertyNames().stream(),
              Stream.of(
                      ProducerConfig.configNames(),
                      ConsumerConfig.configNames(),
                      AdminClientConfig.configNames())
                  .flatMap(Set::stream)
                  .map(name -> "kafka." + name),
              // Quarkus's own: a bucket of its TLS registry, and whose pages may post.
              Stream.of("kafka.tls-configuration-name", "quarkus.http.cors.origins"),
              // The C library's.
              Stream.of("malloc.arena.max"))
          .flatMap(names -> names)
          .map(EnvironmentTest::variable)
          .toList();

  static Set<String> variables() {
    return Stream.of(ofFiles(), ofLiterals(), ofContainers(), ofSecrets())
        .flatMap(names -> names)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("variables")
  void aVariableIsASetting(String variable) {
    assertThat(KNOWN).anyMatch(known -> known.matcher(variable).matches());
  }

  /** A variable's name does not tell where a map's key ends: what is read of it, does. */
  @Test
  void theCertificatesReachTheBucketThatKafkasClientsAreToldOf() {
    // Given
    Map<String, String> variables = new HashMap<>();
    Settings.read(Path.of("k8s/base/pipeline.env"))
        .forEach((name, value) -> variables.put((String) name, (String) value));

    // When
    TlsBucketConfig bucket =
        read(TlsConfig.class, variables)
            .namedCertificateConfig()
            .get(variables.get("KAFKA_TLS_CONFIGURATION_NAME"));

    // Then
    assertThat(bucket.keyStore().orElseThrow().pem().orElseThrow().keyCerts().values())
        .singleElement()
        .satisfies(
            own -> {
              assertThat(own.cert()).hasToString("/etc/kafka/user/user.crt");
              assertThat(own.key()).hasToString("/etc/kafka/user/user.key");
            });
    assertThat(bucket.trustStore().orElseThrow().pem().orElseThrow().certs().orElseThrow())
        .containsExactly(Path.of("/etc/kafka/cluster/ca.crt"));
    assertThat(bucket.reloadPeriod())
        .as("what would seem to renew the channels' certificates: a client's TLS is made once")
        .isEmpty();
  }

  /** Without a limit on CPU a pod sees them all, and its limit on memory was measured with two. */
  @Test
  void aNodeOfManyProcessorsMakesAPodNoLarger() {
    // Given
    Map<String, String> variables = new HashMap<>();
    Settings.read(Path.of("k8s/base/pipeline.env"))
        .forEach((name, value) -> variables.put((String) name, (String) value));

    // When
    OptionalInt eventLoops = read(VertxConfiguration.class, variables).eventLoopsPoolSize();

    // Then
    assertThat(eventLoops).hasValue(4);
    assertThat(variables).containsEntry("MALLOC_ARENA_MAX", "2");
  }

  @Test
  void theSecretOfTheReadmeIsAWriteKey() {
    // Given
    Map<String, String> variables = new HashMap<>();
    ofSecrets().forEach(name -> variables.put(name, "1".repeat(name.endsWith("SHA256") ? 64 : 3)));
    variables.put("PIPELINE_INSTANCE_ID", "ingest-0");
    variables.put("PIPELINE_INGEST_OPEN", "false");
    variables.put("PIPELINE_TOPICS_PROVISION", "false");

    // When
    IngestConfig.WriteKey key =
        read(PipelineConfig.class, variables).ingest().writeKeys().get("web");

    // Then
    assertThat(key.sha256()).hasSize(64);
    assertThat(key.eventsPerSecond()).hasValue(111);
    assertThat(key.origins()).hasValue(Set.of("111"));
  }

  @Test
  void theComponentTurnsBothTablesOnAndEachPartOfItItsOwn() {
    assertThat(tablesOn(Component.REFERENCE_TABLES)).containsExactly(true, true);
    assertThat(tablesOn(Component.REFERENCE_TABLES.part("customer"))).containsExactly(true, false);
    assertThat(tablesOn(Component.REFERENCE_TABLES.part("product"))).containsExactly(false, true);
  }

  /** Whether customers, and whether products are known. */
  private static List<Boolean> tablesOn(Component component) {
    Map<String, String> variables = new HashMap<>(component.settings());
    variables.put("PIPELINE_INSTANCE_ID", "processor-0");
    variables.put("PIPELINE_INGEST_OPEN", "false");
    variables.put("PIPELINE_TOPICS_PROVISION", "false");
    EnrichmentConfig enrichment = read(PipelineConfig.class, variables).enrichment();
    return List.of(enrichment.customer().enabled(), enrichment.product().enabled());
  }

  private static <T> T read(Class<T> mapping, Map<String, String> variables) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withSources(new EnvConfigSource(variables, 300))
        .withMapping(mapping)
        .build()
        .getConfigMapping(mapping);
  }

  private static Stream<String> ofFiles() {
    return Settings.read(Path.of("k8s/base/pipeline.env")).stringPropertyNames().stream();
  }

  private static Stream<String> ofLiterals() {
    return ManifestsTest.kustomizations().stream()
        .flatMap(m -> Kustomization.orNone(m.as(Kustomization.class).configMapGenerator()).stream())
        .flatMap(generator -> Kustomization.orNone(generator.literals()).stream())
        .map(literal -> literal.substring(0, literal.indexOf('=')));
  }

  private static Stream<String> ofContainers() {
    return Manifest.all().stream()
        .flatMap(m -> elements(m.document().at("/spec/template/spec/containers")))
        .flatMap(container -> elements(container.path("env")))
        .map(variable -> variable.path("name").asText());
  }

  /** The Secrets are not here; what their keys are stands in the README. */
  private static Stream<String> ofSecrets() {
    return Pattern.compile("--from-literal=([A-Z_0-9]+)=")
        .matcher(Manifest.text(Path.of("README.md")))
        .results()
        .map(key -> key.group(1));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static Stream<String> mapped(Class<?> mapping) {
    return ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream();
  }

  /** By MicroProfile's rule; a key of a map is whatever one calls it. */
  private static Pattern variable(String property) {
    String upper =
        property.toUpperCase(Locale.ROOT).replace("[*]", "_*_").replaceAll("[^A-Z0-9*]", "_");
    return Pattern.compile(upper.replace("*", "[A-Z0-9_]+"));
  }
}
