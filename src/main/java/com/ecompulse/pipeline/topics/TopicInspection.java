package com.ecompulse.pipeline.topics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/** Compares the brokers' topics with what they must be, and makes the missing ones. */
final class TopicInspection {

  private static final Logger LOG = Logger.getLogger(TopicInspection.class);

  private static final int LOOKS = 20;
  private static final Executor BETWEEN_LOOKS =
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

  private final Admin admin;
  private final short replicas;
  private final List<TopicSpec> specs;
  private final Set<Role> roles;

  /**
   * @param roles of this process: what it does not write need not be writable for it
   */
  TopicInspection(Admin admin, short replicas, List<TopicSpec> specs, Set<Role> roles) {
    this.admin = admin;
    this.replicas = replicas;
    this.specs = specs;
    this.roles = roles;
  }

  /** What stands and what differs. */
  CompletionStage<TopicFindings> look() {
    Map<String, KafkaFuture<TopicDescription>> descriptions =
        admin
            .describeTopics(names(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(resources()).values();
    return all(specs.stream()
            .map(spec -> findings(spec, descriptions.get(spec.name()), configs.get(resource(spec))))
            .toList())
        .thenApply(TopicFindings::together);
  }

  /** Makes what a look found missing, then looks again. What others made meanwhile is fine. */
  CompletionStage<TopicFindings> provision(TopicFindings found) {
    return found.nothingIsMissing()
        ? CompletableFuture.completedFuture(found)
        : create(found.missing(specs)).thenCompose(made -> lookUntilKnown(LOOKS));
  }

  /** A broker may hear of a new topic a little later than the controller that made it. */
  private CompletionStage<TopicFindings> lookUntilKnown(int looks) {
    return look()
        .thenCompose(
            found ->
                found.nothingIsMissing() || looks == 1
                    ? CompletableFuture.completedFuture(found)
                    : CompletableFuture.runAsync(() -> {}, BETWEEN_LOOKS)
                        .thenCompose(waited -> lookUntilKnown(looks - 1)));
  }

  private CompletionStage<List<Optional<Void>>> create(List<TopicSpec> missing) {
    Map<String, KafkaFuture<Void>> creations =
        admin.createTopics(missing.stream().map(spec -> spec.newTopic(replicas)).toList()).values();
    return all(
        missing.stream()
            .map(spec -> creations.get(spec.name()).whenComplete((done, e) -> tell(spec, e)))
            .map(created -> unless(TopicExistsException.class::isInstance, created))
            .toList());
  }

  private void tell(TopicSpec spec, Throwable failure) {
    if (failure == null) {
      LOG.infof(
          "topic created: topic=%s partitions=%d replicas=%d",
          spec.name(), spec.partitions(), replicas);
    }
  }

  private CompletionStage<TopicFindings> findings(
      TopicSpec spec, KafkaFuture<TopicDescription> description, KafkaFuture<Config> config) {
    return description
        .toCompletionStage()
        .thenCombine(
            unless(TopicInspection::isRefused, config),
            (topic, settings) -> findings(spec, topic, settings))
        .exceptionally(failure -> untold(spec, cause(failure)));
  }

  /**
   * The failure of either request: brokers that learn of a new topic in between may describe it and
   * not find its settings. Refused settings were handled before, so a refusal is the topic's.
   */
  private static TopicFindings untold(TopicSpec spec, Throwable cause) {
    if (isMissing(cause)) {
      return TopicFindings.missing(spec.name());
    }
    if (isRefused(cause)) {
      return TopicFindings.refused(spec.name());
    }
    throw new CompletionException(cause);
  }

  private TopicFindings findings(
      TopicSpec spec, TopicDescription topic, Optional<Config> settings) {
    return TopicFindings.of(
        spec,
        spec.differencesTo(StandingTopic.of(topic, settings), replicas),
        spec.isWrittenBy(roles) ? Writability.obstacle(topic, settings) : Optional.empty());
  }

  private static boolean isMissing(Throwable failure) {
    return failure instanceof UnknownTopicOrPartitionException;
  }

  /** Reading settings is a right of its own, which a service may well lack. */
  private static boolean isRefused(Throwable failure) {
    return failure instanceof AuthorizationException;
  }

  /** The answer, or nothing where it is a failure of the expected kind. */
  private static <T> CompletionStage<Optional<T>> unless(
      Predicate<Throwable> expected, KafkaFuture<T> answer) {
    return answer
        .toCompletionStage()
        .handle(
            (value, failure) -> {
              Throwable cause = cause(failure);
              if (cause != null && !expected.test(cause)) {
                throw new CompletionException(cause);
              }
              return Optional.ofNullable(value);
            });
  }

  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
  }

  private static <T> CompletionStage<List<T>> all(List<CompletionStage<T>> stages) {
    List<CompletableFuture<T>> futures =
        stages.stream().map(CompletionStage::toCompletableFuture).toList();
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }

  private List<String> names() {
    return specs.stream().map(TopicSpec::name).toList();
  }

  private List<ConfigResource> resources() {
    return specs.stream().map(TopicInspection::resource).toList();
  }

  private static ConfigResource resource(TopicSpec spec) {
    return new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
  }
}
