package com.ecompulse.pipeline.process;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** One batch, and the transaction that it is processed in, on scripted clients. */
abstract class TransactionScene {
  static final int GENERATION = 7;

  private static final TopicPartition PARTITION = new TopicPartition("raw", 3);

  final ScriptedClients kafka = new ScriptedClients(GENERATION);
  private final BatchTransaction transaction =
      new BatchTransaction(kafka.consumer(), kafka.producer());

  UniAssertSubscriber<String> run(ConsumedBatch batch, Uni<String> work) {
    return run(batch, Uni.createFrom().voidItem(), work);
  }

  UniAssertSubscriber<String> run(ConsumedBatch batch, Uni<Void> ready, Uni<String> work) {
    return transaction
        .run(batch, ready, () -> work)
        .subscribe()
        .withSubscriber(new UniAssertSubscriber<>());
  }

  Uni<Void> effect(String name) {
    return Uni.createFrom().voidItem().invoke(() -> kafka.did(name));
  }

  Uni<String> work() {
    return Uni.createFrom()
        .item(
            () -> {
              kafka.did("work");
              return "done";
            });
  }

  static ConsumedBatch polledIn(int generation) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 41, null, null);
    ConsumerRecords<byte[], byte[]> records =
        new ConsumerRecords<>(
            Map.of(PARTITION, List.of(record)), Map.of(PARTITION, new OffsetAndMetadata(43)));
    return new ConsumedBatch(records, List.of(), generation);
  }
}
