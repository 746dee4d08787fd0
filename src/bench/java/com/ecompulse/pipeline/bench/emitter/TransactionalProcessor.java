package com.ecompulse.pipeline.bench.emitter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.ecompulse.pipeline.bench.processor.Enricher;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.transactions.KafkaTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** A batch a transaction, as SmallRye's documentation has it; every event is a good one here. */
@ApplicationScoped
public class TransactionalProcessor {
  private final Enricher enricher = new Enricher();
  private final KafkaTransactions<byte[]> transactions;

  TransactionalProcessor(
      // A batch is more than the 128 messages that are kept by default.
      @Channel("batches-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          KafkaTransactions<byte[]> transactions) {
    this.transactions = transactions;
  }

  @Incoming("batches-in")
  public Uni<Void> process(KafkaRecordBatch<byte[], byte[]> batch) {
    return transactions.withTransactionAndAck(
        batch,
        emitter -> {
          long nowMillis = System.currentTimeMillis();
          for (KafkaRecord<byte[], byte[]> raw : batch) {
            emitter.send(enriched(raw, nowMillis));
          }
          return Uni.createFrom().voidItem();
        });
  }

  private KafkaRecord<byte[], byte[]> enriched(KafkaRecord<byte[], byte[]> raw, long nowMillis) {
    return enricher
        .enrich(raw.getPayload(), raw.getHeaders(), raw.getTimestamp().toEpochMilli(), nowMillis)
        .fold(
            event -> KafkaRecord.of(event.eventType().getBytes(US_ASCII), event.bytes()),
            failure -> {
              throw new IllegalArgumentException(failure.tag());
            },
            () -> {
              throw new IllegalStateException("nothing came before it");
            });
  }
}
