package com.ecompulse.pipeline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ecompulse.pipeline.enrich.Steps;
import com.ecompulse.pipeline.topics.Role;
import com.ecompulse.pipeline.topics.TopicSpec;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.acl.AclOperation;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The topics and rights that Strimzi makes are those that the code has. */
class KafkaResourcesTest {
  private static final List<AclOperation> READ_AND_COMPARE =
      List.of(AclOperation.READ, AclOperation.DESCRIBECONFIGS);

  /** All that the service provisions, where it reads both reference tables. */
  static List<TopicSpec> specs() {
    return TopicSpec.all(true, Steps.config("customer.enabled", "true", "product.enabled", "true"));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aTopicIsAsSpecified(TopicSpec spec) {
    // Given
    Map<String, Object> settings = new HashMap<>(spec.settings());
    settings.put("min.insync.replicas", "2");

    // When
    KafkaTopic topic =
        topics()
            .filter(each -> each.getMetadata().getName().equals(spec.name()))
            .findFirst()
            .orElseThrow();

    // Then
    assertThat(topic.getSpec().getPartitions()).isEqualTo(spec.partitions());
    assertThat(topic.getSpec().getReplicas()).isEqualTo(3);
    Map<String, Object> told = new HashMap<>(topic.getSpec().getConfig());
    told.replaceAll((name, value) -> String.valueOf(value));
    assertThat(told).isEqualTo(settings);
  }

  @Test
  void thereIsNoOtherTopic() {
    assertThat(topics()).hasSameSizeAs(specs());
  }

  /** With the resource Strimzi's operator deletes the topic, and its data for good. */
  @Test
  void whoKeepsAClusterLikeATreeDeletesNoTopic() {
    assertThat(topics())
        .allSatisfy(
            topic ->
                assertThat(topic.getMetadata().getAnnotations())
                    .containsEntry("argocd.argoproj.io/sync-options", "Prune=false,Delete=false")
                    .containsEntry("kustomize.toolkit.fluxcd.io/prune", "disabled"));
  }

  @Test
  void rightsAreForWhatTheClientsUse() {
    List<String> topics = TopicSpec.ALL.stream().map(TopicSpec::name).toList();
    assertThat(Users.all())
        .flatMap(user -> Users.rules(user))
        .allSatisfy(
            rule -> {
              if (rule.getResource() instanceof AclRuleTopicResource topic) {
                assertThat(topics).contains(topic.getName());
              } else if (rule.getResource() instanceof AclRuleGroupResource group) {
                assertThat(group.getName())
                    .isEqualTo(Settings.text("mp.messaging.incoming.raw-in.group.id"));
              } else {
                assertTransactionalId((AclRuleTransactionalIdResource) rule.getResource());
              }
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"INGEST", "PROCESSOR"})
  void aRoleMayWriteWhatItWritesAndNothingElse(Role role) {
    assertThat(Users.rules(Users.of(role.name().toLowerCase(Locale.ROOT))))
        .filteredOn(rule -> rule.getOperations().contains(AclOperation.WRITE))
        .extracting(AclRule::getResource)
        .filteredOn(AclRuleTopicResource.class::isInstance)
        .extracting(resource -> ((AclRuleTopicResource) resource).getName())
        .containsExactlyInAnyOrderElementsOf(
            specs().stream().filter(s -> s.writer() == role).map(TopicSpec::name).toList());
  }

  @Test
  void theComponentAddsTheRightToReadEachTableAndNoOther() {
    assertThat(Component.REFERENCE_TABLES.rules("processor"))
        .extracting(
            rule -> ((AclRuleTopicResource) rule.getResource()).getName(), AclRule::getOperations)
        .containsExactlyInAnyOrder(
            tuple(Steps.config().customer().topic(), READ_AND_COMPARE),
            tuple(Steps.config().product().topic(), READ_AND_COMPARE));
    assertThat(Component.REFERENCE_TABLES.rules("ingest")).isEmpty();
  }

  private static void assertTransactionalId(AclRuleTransactionalIdResource resource) {
    if (resource.getPatternType() == AclResourcePatternType.LITERAL) {
      assertThat(resource.getName())
          .isEqualTo(Settings.text("pipeline.dead-letters.replayer.\"transactional.id\""));
      return;
    }
    String pods = Manifest.in("base/processor/stateful-set.yaml").name() + "-";
    assertThat(
            Settings.text("mp.messaging.outgoing.enriched-out.transactional.id")
                .replace("${pipeline.instance-id}", pods))
        .isEqualTo(resource.getName());
  }

  @Test
  void everyUserIsOfItsOwnCertificate() {
    assertThat(Users.all())
        .extracting(user -> user.getSpec().getAuthentication().getType())
        .containsOnly("tls");
  }

  @Test
  void aPodHoldsTheSecretOfTheUserOfItsName() {
    assertThat(List.of("base/ingest/deployment.yaml", "base/processor/stateful-set.yaml"))
        .map(Manifest::in)
        .allSatisfy(
            role -> {
              assertThat(
                      role.document()
                          .at("/spec/template/spec/volumes/0/secret/secretName")
                          .asText())
                  .isEqualTo(role.name());
              assertThat(Users.all())
                  .extracting(KafkaUser::getMetadata)
                  .anyMatch(user -> user.getName().equals(role.name()));
            });
  }

  private static Stream<KafkaTopic> topics() {
    return Stream.concat(
            Manifest.of("topics", Manifest.text(Manifest.ROOT.resolve("base/kafka/topics.yaml"))),
            Component.REFERENCE_TABLES.resources())
        .map(manifest -> manifest.as(KafkaTopic.class));
  }
}
