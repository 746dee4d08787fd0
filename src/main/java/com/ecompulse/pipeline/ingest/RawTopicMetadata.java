package com.ecompulse.pipeline.ingest;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Whether the producer has known the raw topic's partitions. A send without them fails at once
 * ({@code max.block.ms=0}: it must not block the event loop), so they are fetched before the first
 * event is taken.
 */
@Singleton
class RawTopicMetadata {
  private static final Logger LOG = Logger.getLogger(RawTopicMetadata.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);

  private final RawOut rawOut;
  private volatile boolean known;

  RawTopicMetadata(RawOut rawOut) {
    this.rawOut = rawOut;
  }

  void fetch(@Observes StartupEvent event) {
    Uni.createFrom()
        .item(() -> rawOut.producer().partitionsFor(rawOut.topic()))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onFailure()
        .retry()
        .withBackOff(FIRST_RETRY, LAST_RETRY)
        .indefinitely()
        .subscribe()
        .with(
            partitions -> known = true,
            failure -> LOG.error("the raw topic's partitions were not fetched", failure));
  }

  boolean isKnown() {
    return known;
  }
}
