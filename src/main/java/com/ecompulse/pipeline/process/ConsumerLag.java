package com.ecompulse.pipeline.process;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.ecompulse.pipeline.config.Channels;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.kafka.AdminClients;
import com.ecompulse.pipeline.process.PartitionLags.Lag;
import com.ecompulse.pipeline.reference.ReferenceTables;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Tells, for each raw partition of this process, how far its committed offset lies behind its end.
 * The brokers are asked for both: a consumer that is paused behind a batch that does not end knows
 * of no newer record. Of a partition whose leader does not answer the last lag stays, as of all of
 * them where nobody answers. Where a lag stays that no batch works on, it ends the process.
 */
@ApplicationScoped
class ConsumerLag {
  private static final Logger LOG = Logger.getLogger(ConsumerLag.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final AdminClients admins;
  private final KafkaClientService clients;
  private final OpenBatch openBatch;
  private final UncommittedBatch uncommitted;
  private final StuckPartitions stuck;
  private final ProcessEnd processEnd;
  private final PipelineMetrics metrics;
  private final ReferenceTables tables;
  private final boolean processing;
  private final String topic;
  private volatile Cancellable looks = () -> {};
  private volatile Admin admin;

  /** By partition, as it was told last; for one look at a time. */
  private Map<Integer, Long> told = Map.of();

  ConsumerLag(
      AdminClients admins,
      KafkaClientService clients,
      OpenBatch openBatch,
      UncommittedBatch uncommitted,
      StuckPartitions stuck,
      ProcessEnd processEnd,
      PipelineMetrics metrics,
      ReferenceTables tables,
      PipelineConfig config,
      @ConfigProperty(name = Channels.RAW_IN_TOPIC) String topic) {
    this.admins = admins;
    this.clients = clients;
    this.openBatch = openBatch;
    this.uncommitted = uncommitted;
    this.stuck = stuck;
    this.processEnd = processEnd;
    this.metrics = metrics;
    this.tables = tables;
    this.processing = config.processor().enabled();
    this.topic = topic;
  }

  void begin(@Observes StartupEvent started) {
    if (!processing) {
      return;
    }
    looks =
        Multi.createFrom()
            .ticks()
            .every(EVERY)
            .onOverflow()
            .drop()
            .onItem()
            // Deferred: what a look throws itself, such as before there is a consumer, is no end.
            .transformToUniAndConcatenate(
                tick ->
                    Uni.createFrom()
                        .deferred(this::look)
                        .onFailure()
                        .recoverWithItem(this::unknown))
            .subscribe()
            .with(done -> {}, failure -> LOG.error("lag is no longer told", failure));
  }

  void end(@Observes ShutdownEvent stopping) {
    looks.cancel();
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }

  private Uni<Void> look() {
    KafkaConsumer<byte[], byte[]> consumer = clients.getConsumer(Channels.RAW_IN);
    Function<Consumer<byte[], byte[]>, Map<TopicPartition, Long>> positions =
        PartitionLags::positions;
    return consumer
        .runOnPollingThread(positions)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(stands -> offsets().of(stands).invoke(lags -> tell(stands.keySet(), lags)))
        .invoke(this::endWhereStuck)
        .replaceWithVoid();
  }

  /** What asks the brokers for the offsets of this process's group. */
  PartitionLags offsets() {
    Map<String, ?> consumer = clients.getConsumer(Channels.RAW_IN).configuration();
    return new PartitionLags(admin(), consumer.get("group.id").toString());
  }

  private void tell(Set<TopicPartition> assigned, Map<TopicPartition, Lag> lags) {
    // The first batch has been read, and waits for the tables; an aborted one comes again.
    boolean inHand = !tables.areLoaded() || uncommitted.isHeld();
    told =
        withLast(
            told,
            assigned.stream().map(TopicPartition::partition).collect(toSet()),
            lags.entrySet().stream()
                .collect(
                    toMap(lag -> lag.getKey().partition(), lag -> lag.getValue().records(inHand))));
    metrics.consumerLag(topic, told);
  }

  /** The lags that are known now, and of the other partitions that are assigned the last ones. */
  static Map<Integer, Long> withLast(
      Map<Integer, Long> last, Set<Integer> assigned, Map<Integer, Long> known) {
    Map<Integer, Long> lags = new HashMap<>(last);
    lags.keySet().retainAll(assigned);
    lags.putAll(known);
    return lags;
  }

  /**
   * Only what a batch could bring can be stuck: markers after the last record never come, and
   * records after an open transaction come once that has ended.
   */
  private void endWhereStuck(Map<TopicPartition, Lag> lags) {
    if (!tables.areLoaded()) {
      stuck.unknown(); // the first batch waits for them
      return;
    }
    Map<TopicPartition, Long> toCome =
        lags.entrySet().stream().collect(toMap(Map.Entry::getKey, lag -> lag.getValue().toCome()));
    List<TopicPartition> waiting = stuck.among(toCome, openBatch.isOpen());
    if (!waiting.isEmpty()) {
      processEnd.exit(
          new IllegalStateException("no batch brings the records of partitions " + waiting));
    }
  }

  /** The last lag stays: it was true once, and readiness tells that the brokers are away. */
  private Void unknown(Throwable failure) {
    stuck.unknown();
    LOG.debugf("lag is not known: cause=%s", failure);
    return null;
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = admins.make();
    }
    return admin;
  }
}
