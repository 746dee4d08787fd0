package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.config.Channels;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.window.EventWindow;
import com.ecompulse.pipeline.reference.ReferenceTables;
import com.ecompulse.pipeline.telemetry.Traces;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Each raw event comes out once, enriched or as a dead letter, or is dropped as a duplicate. */
@ApplicationScoped
public class RawEventProcessor {
  private static final Logger LOG = Logger.getLogger(RawEventProcessor.class);

  private final EventPipeline pipeline;
  private final KafkaClientService clients;
  private final RefusedOutputs refused;
  private final OutcomeReport report;
  private final Traces traces;
  private final ReferenceTables tables;
  private final UncommittedBatch uncommitted;
  private final ExpiredEvents expired;
  private final PipelineConfig.Processor config;
  private final String enrichedTopic;
  private final Clock clock;
  private final OpenBatch openBatch;
  private final PartitionWindows partitionWindows;
  private final WarmUp warmUp;
  private final StuckPartitions stuck;
  private final AbortLines abortLines;
  private final ProcessEnd processEnd;
  private final BackOff backOff = new BackOff();

  RawEventProcessor(
      EventPipeline pipeline,
      KafkaClientService clients,
      RefusedOutputs refused,
      OpenBatch openBatch,
      PartitionWindows partitionWindows,
      WarmUp warmUp,
      StuckPartitions stuck,
      AbortLines abortLines,
      ProcessEnd processEnd,
      OutcomeReport report,
      Traces traces,
      ReferenceTables tables,
      UncommittedBatch uncommitted,
      ExpiredEvents expired,
      PipelineConfig config,
      Clock clock,
      // SmallRye makes the client of an outgoing channel only where something is injected for it.
      @Channel(Channels.ENRICHED_OUT) Emitter<byte[]> declaresTheChannel,
      @ConfigProperty(name = Channels.ENRICHED_OUT_TOPIC) String enrichedTopic) {
    this.pipeline = pipeline;
    this.clients = clients;
    this.refused = refused;
    this.openBatch = openBatch;
    this.partitionWindows = partitionWindows;
    this.warmUp = warmUp;
    this.stuck = stuck;
    this.abortLines = abortLines;
    this.processEnd = processEnd;
    this.report = report;
    this.traces = traces;
    this.tables = tables;
    this.uncommitted = uncommitted;
    this.expired = expired;
    this.config = config.processor();
    this.clock = clock;
    this.enrichedTopic = enrichedTopic;
  }

  /** One poll's records; the channel hands over the next ones only when the {@code Uni} ends. */
  @Incoming(Channels.RAW_IN)
  public Uni<Void> process(KafkaRecordBatch<byte[], byte[]> polled) {
    return tables.loaded().chain(() -> processed(polled));
  }

  private Uni<Void> processed(KafkaRecordBatch<byte[], byte[]> polled) {
    ConsumedBatch batch = ConsumedBatch.of(polled);
    BatchWindows windows = partitionWindows.of(batch);
    long begunAtMillis = clock.millis();
    uncommitted.begun(batch);
    refused.begun();
    stuck.begun(batch.records().partitions());
    return openBatch
        .admit(
            transaction()
                .run(batch, warmUp.of(batch, windows), () -> work(batch, windows, begunAtMillis))
                .invoke(windows::committed)
                .invoke(outcomes -> committed(batch, outcomes, begunAtMillis))
                .onFailure()
                .invoke(windows::aborted))
        .replaceWithVoid()
        // Behind the open batch: a process that is told to end does not wait for the back-off.
        .onFailure(BatchAbortedException.class)
        .recoverWithUni(aborted -> tryAgainLater(batch, aborted))
        .onFailure()
        .recoverWithUni(this::endTheProcess);
  }

  /** Ends only when each of the workers has: one that is left behind would send into the next. */
  private Uni<List<Outcomes>> work(ConsumedBatch batch, BatchWindows windows, long nowMillis) {
    return Workers.onEach(
        batch.partitions(),
        config.concurrency(),
        partition -> workWith(windows.of(partition.partition()), nowMillis).run(partition));
  }

  private PartitionWork workWith(EventWindow window, long nowMillis) {
    return new PartitionWork(
        pipeline,
        new HeldOutputs(clients.<byte[], byte[]>getProducer(Channels.ENRICHED_OUT).unwrap()),
        enrichedTopic,
        refused,
        window,
        traces,
        nowMillis);
  }

  private void committed(ConsumedBatch batch, List<Outcomes> outcomes, long begunAtMillis) {
    refused.committed(batch.nextOffsets());
    backOff.reset(); // what aborts may be one partition's, and the others get on
    uncommitted.committed();
    expired.committed(batch);
    report.committed(outcomes, begunAtMillis, clock.millis());
  }

  private Uni<Void> tryAgainLater(ConsumedBatch batch, Throwable aborted) {
    report.aborted();
    stuck.aborted();
    Throwable cause = aborted.getCause();
    if (cause instanceof StaleGenerationException) {
      uncommitted.givenBack();
      LOG.infof("batch given back after a rebalance: %s", cause.getMessage());
      return Uni.createFrom().voidItem();
    }
    if (refused.nextTryDiffers()) {
      backOff.reset(); // each abort leaves one refusal less, so there may be many in a row
    }
    Duration delay = backOff.next();
    // The group's coordinator knew of a rebalance before we did.
    if (cause instanceof CommitFailedException) {
      uncommitted.givenBack();
      LOG.infof("batch given back after a rebalance: delayMillis=%d", delay.toMillis());
    } else {
      uncommitted.aborted(cause);
      abortLines.add(batch, delay, cause);
    }
    LOG.debug("cause of the abort", cause);
    return Uni.createFrom().voidItem().onItem().delayIt().by(delay);
  }

  /** A supervisor starts a fresh process; meanwhile this one takes no further batch. */
  private Uni<Void> endTheProcess(Throwable failure) {
    processEnd.exit(failure);
    return Uni.createFrom().nothing();
  }

  /** Lets the open batch end, before the channels are closed. */
  void stop(@Observes ShutdownEvent event) {
    openBatch.drain(config.drainTimeout());
  }

  private BatchTransaction transaction() {
    return new BatchTransaction(
        clients.getConsumer(Channels.RAW_IN), clients.getProducer(Channels.ENRICHED_OUT));
  }
}
