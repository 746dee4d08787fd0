package com.ecompulse.pipeline.k8s;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;

/**
 * What KEDA's {@code keda.sh/v1alpha1} knows and the manifests use, by KEDA 2.17's reference: there
 * is no Java model of it. The members of a trigger's metadata are those of its scaler {@code
 * kafka}.
 */
final class Keda {
  private Keda() {}

  record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(
        Target scaleTargetRef,
        Integer pollingInterval,
        Integer cooldownPeriod,
        Integer minReplicaCount,
        Integer maxReplicaCount,
        Advanced advanced,
        List<Trigger> triggers) {}
  }

  record Target(String apiVersion, String kind, String name, String envSourceContainerName) {}

  record Advanced(Boolean restoreToOriginalReplicaCount, Autoscaler horizontalPodAutoscalerConfig) {
    record Autoscaler(String name, HorizontalPodAutoscalerBehavior behavior) {}
  }

  record Trigger(
      String type,
      String name,
      String metricType,
      Boolean useCachedMetrics,
      KafkaScaler metadata,
      Reference authenticationRef) {}

  record Reference(String name, String kind) {}

  /** Texts all of them: KEDA refuses a number or a boolean. */
  record KafkaScaler(
      String bootstrapServers,
      String consumerGroup,
      String topic,
      String lagThreshold,
      String activationLagThreshold,
      String offsetResetPolicy,
      String allowIdleConsumers,
      String scaleToZeroOnInvalidOffset,
      String excludePersistentLag,
      String limitToPartitionsWithLag,
      String ensureEvenDistributionOfPartitions,
      String partitionLimitation,
      String version,
      String sasl,
      String tls,
      String unsafeSsl) {}

  record TriggerAuthentication(
      String apiVersion, String kind, ObjectMeta metadata, Authentication spec) {
    record Authentication(List<SecretKey> secretTargetRef, Map<String, Object> podIdentity) {}
  }

  record SecretKey(String parameter, String name, String key) {}
}
