package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.config.Channels;
import com.ecompulse.pipeline.config.DuplicatesConfig;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.window.EventWindow;
import com.ecompulse.pipeline.kafka.StandaloneConsumers;
import com.ecompulse.pipeline.topics.KnownTopics;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Prepares a batch before its transaction begins: the enriched topic must be there, and what must
 * be known of newly assigned partitions is read before their first records are judged, by as many
 * consumers at once as a batch has workers.
 */
@Singleton
class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);

  private final StandaloneConsumers consumers;
  private final EventPipeline pipeline;
  private final OpenBatch openBatch;
  private final DuplicatesConfig config;
  private final int concurrency;
  private final KnownTopics topics;
  private final ExpiredEvents expired;
  private final String enrichedTopic;

  WarmUp(
      StandaloneConsumers consumers,
      EventPipeline pipeline,
      OpenBatch openBatch,
      PipelineConfig config,
      KnownTopics topics,
      ExpiredEvents expired,
      @ConfigProperty(name = Channels.ENRICHED_OUT_TOPIC) String enrichedTopic) {
    this.consumers = consumers;
    this.pipeline = pipeline;
    this.openBatch = openBatch;
    this.config = config.duplicates();
    this.concurrency = config.processor().concurrency();
    this.topics = topics;
    this.expired = expired;
    this.enrichedTopic = enrichedTopic;
  }

  /** Ends when nothing that the batch needs is missing; fails with the world's fault. */
  Uni<Void> of(ConsumedBatch batch, BatchWindows windows) {
    return expired.before(batch).chain(() -> of(windows));
  }

  private Uni<Void> of(BatchWindows windows) {
    return Uni.createFrom()
        .completionStage(topics::whenLookedFor)
        .chain(
            () -> {
              topics.mustKnow(enrichedTopic);
              Map<TopicPartition, ConsumerRecord<byte[], byte[]>> unread = unread(windows);
              return unread.isEmpty() ? Uni.createFrom().voidItem() : read(shares(unread), windows);
            });
  }

  /** What must be read: nothing of a partition from its very beginning, whose window is empty. */
  private Map<TopicPartition, ConsumerRecord<byte[], byte[]>> unread(BatchWindows windows) {
    Map<TopicPartition, ConsumerRecord<byte[], byte[]>> unread = windows.missing();
    for (TopicPartition partition : List.copyOf(unread.keySet())) {
      if (unread.get(partition).offset() == 0) {
        windows.found(partition, empty());
        unread.remove(partition);
      }
    }
    return unread;
  }

  private Uni<Void> read(
      List<Map<TopicPartition, ConsumerRecord<byte[], byte[]>>> shares, BatchWindows windows) {
    long begunNanos = System.nanoTime();
    return Workers.onEach(shares, concurrency, share -> read(share, windows))
        .map(records -> records.stream().mapToLong(Long::longValue).sum())
        .invoke(
            records ->
                LOG.infof(
                    "windows read: partitions=%d records=%d millis=%d",
                    shares.stream().mapToInt(Map::size).sum(),
                    records,
                    (System.nanoTime() - begunNanos) / 1_000_000))
        .replaceWithVoid();
  }

  private long read(
      Map<TopicPartition, ConsumerRecord<byte[], byte[]>> share, BatchWindows windows) {
    try (WindowReader reader =
        new WindowReader(
            consumers.with(config.reader()), pipeline, config.window(), openBatch::isDraining)) {
      reader.before(share, this::empty).forEach(windows::found);
      return reader.records();
    }
  }

  private EventWindow empty() {
    return new EventWindow(config.window(), config.maxIdsPerPartition());
  }

  /** As many as are read at once, of nearly the same number of partitions. */
  private List<Map<TopicPartition, ConsumerRecord<byte[], byte[]>>> shares(
      Map<TopicPartition, ConsumerRecord<byte[], byte[]>> firsts) {
    List<Map<TopicPartition, ConsumerRecord<byte[], byte[]>>> shares = new ArrayList<>();
    for (int i = 0; i < Math.min(concurrency, firsts.size()); i++) {
      shares.add(new HashMap<>());
    }
    int next = 0;
    for (Map.Entry<TopicPartition, ConsumerRecord<byte[], byte[]>> first : firsts.entrySet()) {
      shares.get(next++ % shares.size()).put(first.getKey(), first.getValue());
    }
    return shares;
  }
}
