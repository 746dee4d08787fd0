package com.ecompulse.pipeline.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * What KEDA's {@code keda.sh/v1alpha1} knows and the manifests use, by KEDA 2.17's reference: there
 * is no Java model of it. The members of a trigger's metadata are those of its scaler {@code
 * kafka}.
 */
final class Keda {
  private static final JsonSchema REQUIRED = schema();

  private Keda() {}

  /** What KEDA would refuse a manifest for that lacks it; of a patch it says nothing. */
  static List<String> lacks(JsonNode manifest) {
    return REQUIRED.validate(manifest).stream().map(ValidationMessage::getMessage).toList();
  }

  private static JsonSchema schema() {
    try (InputStream json = Keda.class.getResourceAsStream("/k8s/keda-required.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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
