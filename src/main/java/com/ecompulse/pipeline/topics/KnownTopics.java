package com.ecompulse.pipeline.topics;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics that a producer may ask for. Asking for a missing topic creates it, with one
 * partition, where the brokers allow that, as they do by default; no producer setting prevents it.
 * So none is asked for before {@link TopicProvisioner} has found it.
 *
 * <p>A topic is known once a look has not found it missing. One that this process may not see, or
 * that nobody looks at, is not waited for.
 */
@Singleton
public class KnownTopics {
  private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

  private final Map<String, CompletableFuture<Void>> looks =
      TopicSpec.ALL.stream()
          .map(TopicSpec::name)
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(), topic -> new CompletableFuture<>()));

  private final CompletableFuture<Void> firstLook = new CompletableFuture<>();

  private volatile Set<String> missing = Set.of();

  /**
   * A look has ended, well or not. After a retriable failure, such as brokers that are away,
   * waiting goes on; after any other, only for what was missing before.
   */
  void lookEnded(TopicFindings findings, Throwable failure) {
    if (failure == null) {
      found(findings);
    } else if (missing.isEmpty()
        && !(TopicInspection.cause(failure) instanceof RetriableException)) {
      found(TopicFindings.NONE);
    }
  }

  /** Takes what a look found: whoever waits for a topic that is not missing goes on. */
  void found(TopicFindings findings) {
    missing =
        findings.missing(TopicSpec.ALL).stream()
            .map(TopicSpec::name)
            .collect(Collectors.toUnmodifiableSet());
    looks.forEach(
        (topic, known) -> {
          if (!missing.contains(topic)) {
            // Not on the thread of Kafka's client: whoever has waited may block.
            known.completeAsync(() -> null, Infrastructure.getDefaultWorkerPool());
          }
        });
    firstLook.completeAsync(() -> null, Infrastructure.getDefaultWorkerPool());
  }

  /** Ends when it is known which topics are missing, if any. */
  public CompletionStage<Void> whenLookedFor() {
    return firstLook.minimalCompletionStage();
  }

  /** Ends when the topic is known. */
  public CompletionStage<Void> whenKnown(String topic) {
    return looks.getOrDefault(topic, AT_ONCE).minimalCompletionStage();
  }

  /** Whether the topic is known by now; once it is, it stays so, though it be deleted. */
  public boolean isKnown(String topic) {
    return looks.getOrDefault(topic, AT_ONCE).isDone();
  }

  /**
   * For callers that cannot wait, and try again.
   *
   * @throws UnknownTopicOrPartitionException where the topic is not known yet
   */
  public void mustKnow(String topic) {
    if (!isKnown(topic)) {
      throw new UnknownTopicOrPartitionException(
          topic + (isMissing(topic) ? " is missing" : " was not looked for yet"));
    }
  }

  /** Whether the last look found that there is no such topic. */
  public boolean isMissing(String topic) {
    return missing.contains(topic);
  }
}
