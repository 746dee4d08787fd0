package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class TopicInspectionTest {
  private static final short ONE = 1;
  private static final TopicSpec SPEC = TopicSpec.ALL.get(0);
  private static final Node NODE = new Node(1, "localhost", 9092);

  /** The answers to come about the topic's settings; the topic itself stands as specified. */
  private final Queue<KafkaFuture<Config>> settings = new ArrayDeque<>();

  private final TopicInspection inspection =
      new TopicInspection(brokers(), ONE, List.of(SPEC), Set.of(Role.INGEST));

  @Test
  void aTopicWhoseSettingsNoBrokerKnowsYetIsLookedAtAgain() {
    // Given
    settings.add(failed(new UnknownTopicOrPartitionException("not heard of it yet")));
    settings.add(KafkaFuture.completedFuture(asSpecified()));

    // When
    CompletionStage<TopicFindings> found = inspection.look().thenCompose(inspection::provision);

    // Then
    assertThat(found.toCompletableFuture().join().differences()).isEmpty();
    assertThat(settings).isEmpty();
  }

  @Test
  void aTopicWhoseSettingsMayNotBeReadStandsNonetheless() {
    // Given
    settings.add(failed(new TopicAuthorizationException("no right to read them")));

    // When
    CompletionStage<TopicFindings> found = inspection.look().thenCompose(inspection::provision);

    // Then
    assertThat(found.toCompletableFuture().join().differences())
        .extracting(TopicDifference::setting, TopicDifference::found)
        .containsExactly(tuple("settings", "refused"));
  }

  private Admin brokers() {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "describeTopics" -> new Descriptions(description());
                  case "describeConfigs" -> new Configs(settings.remove());
                  case "createTopics" -> new Creations(failed(new TopicExistsException("made")));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static TopicDescription description() {
    List<TopicPartitionInfo> partitions =
        Collections.nCopies(
            SPEC.partitions(), new TopicPartitionInfo(0, NODE, List.of(NODE), List.of(NODE)));
    return new TopicDescription(SPEC.name(), false, partitions);
  }

  private static Config asSpecified() {
    return new Config(
        SPEC.settings().entrySet().stream()
            .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
            .toList());
  }

  private static <T> KafkaFuture<T> failed(RuntimeException failure) {
    KafkaFutureImpl<T> answer = new KafkaFutureImpl<>();
    answer.completeExceptionally(failure);
    return answer;
  }

  private static final class Descriptions extends DescribeTopicsResult {
    Descriptions(TopicDescription topic) {
      super(null, Map.of(topic.name(), KafkaFuture.completedFuture(topic)));
    }
  }

  private static final class Configs extends DescribeConfigsResult {
    Configs(KafkaFuture<Config> settings) {
      super(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, SPEC.name()), settings));
    }
  }

  private static final class Creations extends CreateTopicsResult {
    Creations(KafkaFuture<TopicMetadataAndConfig> creation) {
      super(Map.of(SPEC.name(), creation));
    }
  }
}
