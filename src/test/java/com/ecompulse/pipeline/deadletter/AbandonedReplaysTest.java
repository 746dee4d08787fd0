package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.Configs;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Who works on the replays writes; only where nobody does they are taken over. */
class AbandonedReplaysTest {
  private static final String TOPIC = "ecommerce-events-dlq-replays";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private final ReplayLog log = new ReplayLog(new ObjectMapper().findAndRegisterModules());
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AbandonedReplays abandoned = new AbandonedReplays(new Clients(consumer), log);

  @Test
  void anOrderThatNobodyWritesOfIsAbandonedAtTheSecondLook() {
    // Given
    stand(() -> {});

    // When, Then
    assertThat(abandoned.exist()).isFalse();
    assertThat(abandoned.exist()).isTrue();
  }

  /** To read a long topic takes seconds. */
  @Test
  void anOrderThatIsWrittenOfWhileItIsReadIsNot() {
    // Given
    stand(() -> consumer.updateEndOffsets(Map.of(PARTITION, 2L)));

    // When, Then
    assertThat(abandoned.exist()).isFalse();
    assertThat(abandoned.exist()).isFalse();
  }

  /**
   * @param meanwhile happens as the topic is read
   */
  private void stand(Runnable meanwhile) {
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 1L));
    consumer.schedulePollTask(
        () -> {
          consumer.addRecord(order());
          meanwhile.run();
        });
  }

  private ConsumerRecord<byte[], byte[]> order() {
    ProducerRecord<byte[], byte[]> order =
        log.record(
            new Replay("1", "alice", Instant.EPOCH, null, "", LetterRecords.ANY, Map.of(0, 1L)));
    return new ConsumerRecord<>(TOPIC, 0, 0, order.key(), order.value());
  }

  private static final class Clients extends DeadLetterClients {
    private final MockConsumer<byte[], byte[]> consumer;

    Clients(MockConsumer<byte[], byte[]> consumer) {
      super(Map.of(), null, null, Configs.with());
      this.consumer = consumer;
    }

    @Override
    TopicScan replays() {
      return new TopicScan(consumer, TOPIC);
    }
  }
}
