package com.ecompulse.pipeline.ingest;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;

/**
 * Whether the producer has known the raw topic's partitions. A send without them fails at once
 * ({@code max.block.ms=0}: it must not block the event loop), so they are fetched before the first
 * event is taken.
 */
@Singleton
class RawTopicMetadata {
  private static final Logger LOG = Logger.getLogger(RawTopicMetadata.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(5);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);

  private final RawOut rawOut;
  private volatile boolean known;
  private volatile Optional<Throwable> refusal = Optional.empty();

  RawTopicMetadata(RawOut rawOut) {
    this.rawOut = rawOut;
  }

  void fetch(@Observes StartupEvent event) {
    Uni.createFrom()
        .item(() -> rawOut.producer().partitionsFor(rawOut.topic()))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onFailure()
        .invoke(this::tellOnce)
        .onFailure()
        .retry()
        .withBackOff(FIRST_RETRY, LAST_RETRY)
        .indefinitely()
        .subscribe()
        .with(
            partitions -> known = true,
            failure -> LOG.error("the raw topic's partitions were not fetched", failure));
  }

  /** One line: it is asked for again and again. */
  private void tellOnce(Throwable failure) {
    if (failure instanceof AuthorizationException) {
      if (refusal.isEmpty()) {
        LOG.warnf("the raw topic's partitions are refused: cause=%s", failure);
      }
      refusal = Optional.of(failure);
    }
  }

  /** Why the brokers do not tell the partitions to this process; nothing where it may know them. */
  Optional<String> refusal() {
    return refusal.map(Throwable::getMessage);
  }

  boolean isKnown() {
    return known;
  }
}
