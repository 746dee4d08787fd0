package com.ecompulse.pipeline.k8s;

import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import java.util.List;
import java.util.stream.Stream;

/** The {@code KafkaUser}s of the manifests. */
final class Users {
  private Users() {}

  static List<KafkaUser> all() {
    return Stream.of("ingest", "processor", "keda").map(Users::of).toList();
  }

  static KafkaUser of(String name) {
    return Manifest.in("base/kafka/user-%s.yaml".formatted(name)).as(KafkaUser.class);
  }

  static List<AclRule> rules(KafkaUser user) {
    return ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls();
  }
}
