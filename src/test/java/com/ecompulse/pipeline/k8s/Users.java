package com.ecompulse.pipeline.k8s;

import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** The {@code KafkaUser}s of the manifests. */
final class Users {
  private Users() {}

  static List<KafkaUser> all() {
    return Stream.of("ingest", "processor", "keda").map(Users::of).toList();
  }

  static KafkaUser of(String name) {
    return Manifest.in("base/kafka/user-%s.yaml".formatted(name)).as(KafkaUser.class);
  }

  /** What a rule of that user allows as Kafka knows it: one binding for each operation. */
  static Stream<AclBinding> rights(String user, AclRule rule) {
    return rule.getOperations().stream()
        .map(
            operation ->
                new AclBinding(pattern(rule), entry("User:CN=" + user, operation.toValue())));
  }

  private static AccessControlEntry entry(String principal, String operation) {
    return new AccessControlEntry(
        principal, "*", SecurityUtils.operation(operation), AclPermissionType.ALLOW);
  }

  private static ResourcePattern pattern(AclRule rule) {
    if (rule.getResource() instanceof AclRuleTopicResource topic) {
      return pattern(ResourceType.TOPIC, topic.getName(), topic.getPatternType());
    }
    if (rule.getResource() instanceof AclRuleGroupResource group) {
      return pattern(ResourceType.GROUP, group.getName(), group.getPatternType());
    }
    AclRuleTransactionalIdResource id = (AclRuleTransactionalIdResource) rule.getResource();
    return pattern(ResourceType.TRANSACTIONAL_ID, id.getName(), id.getPatternType());
  }

  private static ResourcePattern pattern(
      ResourceType type, String name, AclResourcePatternType pattern) {
    return new ResourcePattern(
        type,
        name,
        pattern == AclResourcePatternType.PREFIX ? PatternType.PREFIXED : PatternType.LITERAL);
  }

  static List<AclRule> rules(KafkaUser user) {
    return ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls();
  }
}
