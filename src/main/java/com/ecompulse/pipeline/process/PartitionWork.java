package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.event.EnrichedEvent;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Failure;
import com.ecompulse.pipeline.event.Outcome;
import com.ecompulse.pipeline.event.window.EventWindow;
import com.ecompulse.pipeline.telemetry.Traces;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Turns the raw records of one partition, in their order, into one record each on the open
 * transaction; of one whose event had come before it makes none.
 *
 * @param outputs goes to the transactional producer; its failed sends fail the commit, so nobody
 *     waits for them
 * @param topic the enriched topic
 * @param refused remembers what the topic refuses: it is a dead letter when it comes again
 * @param window what the partition had before, or null where duplicates are not looked for
 * @param traces asked for the trace of each record
 * @param nowMillis when the batch is worked on, epoch milliseconds
 */
record PartitionWork(
    EventPipeline pipeline,
    HeldOutputs outputs,
    String topic,
    RefusedOutputs refused,
    EventWindow window,
    Traces traces,
    long nowMillis) {

  Outcomes run(ConsumedBatch.Partition partition) {
    List<ConsumerRecord<byte[], byte[]>> records = partition.records();
    Outcomes outcomes = new Outcomes(records.size());
    for (int i = 0; i < records.size(); i++) {
      ConsumerRecord<byte[], byte[]> raw = records.get(i);
      EventContext context = OutcomeRecords.context(raw, nowMillis);
      try (RecordTrace trace = RecordTrace.of(raw, traces)) {
        send(raw, partition.messages().get(i), context, trace, outcomes);
      }
    }
    outputs.send();
    return outcomes;
  }

  private Outcome outcome(ConsumerRecord<byte[], byte[]> raw, EventContext context) {
    Outcome outcome =
        window == null
            ? pipeline.process(raw.value(), context)
            : pipeline.process(
                raw.value(), context, window.at(raw.timestamp(), OutcomeRecords.isReplay(raw)));
    return refused.times(raw) == 0
        ? outcome
        : outcome.fold(PartitionWork::tooLarge, rejected -> outcome, () -> outcome);
  }

  private static Outcome tooLarge(EnrichedEvent event) {
    return new Outcome.Rejected(new Failure.LargerThanItsTopic(event.bytes().length));
  }

  private void send(
      ConsumerRecord<byte[], byte[]> raw,
      Message<?> message,
      EventContext context,
      RecordTrace trace,
      Outcomes outcomes) {
    outcome(raw, context)
        .handle(
            event -> {
              ProducerRecord<byte[], byte[]> enriched = OutcomeRecords.enriched(event, topic);
              trace.propagateTo(enriched);
              outputs.add(event.eventType(), enriched, refused.watch(raw));
              outcomes.enriched(event.eventType(), context.receivedAtMillis());
            },
            failure -> {
              // The channel's failure strategy sends at once; the stage only brings its exception.
              message.nack(new EventRejectedException(failure)).toCompletableFuture().join();
              outcomes.deadLettered(failure.tag(), context.receivedAtMillis());
              trace.failed(failure.tag());
            },
            () -> {
              outcomes.duplicate(Sender.of(raw.headers()), raw.partition(), raw.offset());
              trace.duplicate();
            });
  }
}
