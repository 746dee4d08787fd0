package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.kafka.StandaloneConsumers;
import com.ecompulse.pipeline.topics.KnownTopics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;

/**
 * Whether the producer has known the raw topic's partitions. A send without them fails at once
 * ({@code max.block.ms=0}: it must not block the event loop), so they are fetched before the first
 * event is taken: once the topic is known to stand, for to ask is to have it made ({@link
 * KnownTopics}).
 *
 * <p>The brokers tell of a new topic a moment before its leaders know that they are. A producer
 * that has several requests under way to such a partition may have the first refused and a later
 * one taken, which the broker holds against each retry of the first: nothing gets through until
 * {@code delivery.timeout.ms} is over (KAFKA-15591, mended in brokers newer than 4.1). So the
 * leaders of a topic that may be new are asked first, too.
 */
@Singleton
class RawTopicMetadata {
  private static final Logger LOG = Logger.getLogger(RawTopicMetadata.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(5);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);

  /** How long it takes at most until a topic is known that stood before this process. */
  private static final Duration STANDING_TOPIC = Duration.ofSeconds(1);

  /** How long the leaders may take to answer before it is asked anew who they are. */
  private static final Duration LEADERS_ANSWER = Duration.ofSeconds(10);

  private final RawOut rawOut;
  private final KnownTopics topics;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final boolean provisioned;
  private final LongSupplier nanoTime;
  private volatile boolean known;
  private volatile Optional<Throwable> refusal = Optional.empty();

  @Inject
  RawTopicMetadata(
      RawOut rawOut, StandaloneConsumers consumers, PipelineConfig config, KnownTopics topics) {
    this(
        rawOut,
        () -> consumers.with(Map.of()),
        config.topics().provision(),
        topics,
        System::nanoTime);
  }

  /**
   * @param provisioned whether the topic may have been made with the start of this process
   */
  RawTopicMetadata(
      RawOut rawOut,
      Supplier<Consumer<byte[], byte[]>> consumers,
      boolean provisioned,
      KnownTopics topics,
      LongSupplier nanoTime) {
    this.rawOut = rawOut;
    this.topics = topics;
    this.consumers = consumers;
    this.provisioned = provisioned;
    this.nanoTime = nanoTime;
  }

  void fetch(@Observes StartupEvent event) {
    long begunNanos = nanoTime.getAsLong();
    Uni.createFrom()
        .completionStage(topics.whenKnown(rawOut.topic()))
        .chain(() -> partitions(begunNanos))
        .subscribe()
        .with(
            partitions -> known = true,
            failure -> LOG.error("the raw topic's partitions were not fetched", failure));
  }

  private Uni<List<PartitionInfo>> partitions(long begunNanos) {
    return Uni.createFrom()
        .item(() -> rawOut.producer().partitionsFor(rawOut.topic()))
        .invoke(
            partitions -> {
              if (mayBeNew(begunNanos)) {
                awaitLeaders(partitions);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onFailure()
        .invoke(this::tellOnce)
        .onFailure()
        .retry()
        .withBackOff(FIRST_RETRY, LAST_RETRY)
        .indefinitely();
  }

  private boolean mayBeNew(long begunNanos) {
    return provisioned || nanoTime.getAsLong() - begunNanos > STANDING_TOPIC.toNanos();
  }

  /**
   * Only a leader tells a partition's end; a broker that does not know yet that it leads is asked
   * again. A partition without a leader delays no other.
   */
  private void awaitLeaders(List<PartitionInfo> partitions) {
    Consumer<byte[], byte[]> consumer = consumers.get();
    try {
      consumer.endOffsets(
          partitions.stream()
              .filter(partition -> partition.leader() != null)
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList(),
          LEADERS_ANSWER);
    } finally {
      StandaloneConsumers.close(consumer);
    }
  }

  /** One line of a refusal: it is asked for again and again. The rest mostly passes by itself. */
  private void tellOnce(Throwable failure) {
    if (failure instanceof AuthorizationException) {
      if (refusal.isEmpty()) {
        LOG.warnf("the raw topic's partitions are refused: cause=%s", failure);
      }
      refusal = Optional.of(failure);
    } else {
      LOG.debugf("the raw topic's partitions are not known yet: cause=%s", failure);
    }
  }

  /** Why no event is taken until the partitions are known, for clients: it names nothing. */
  String obstacle() {
    return topics.isMissing(rawOut.topic())
        ? "the raw topic is missing"
        : "the raw topic is not reachable yet";
  }

  /** Why the brokers do not tell the partitions to this process; nothing where it may know them. */
  Optional<String> refusal() {
    return refusal.map(Throwable::getMessage);
  }

  boolean isKnown() {
    return known;
  }
}
