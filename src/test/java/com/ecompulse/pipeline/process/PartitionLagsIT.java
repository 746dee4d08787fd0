package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionLagsIT {
  private static final TopicPartition PARTITION = new TopicPartition("raw", 0);
  private static final Map<String, Object> SOMEBODY = Map.of("transactional.id", "somebody");
  private static final Duration SOON = Duration.ofSeconds(30);

  private KafkaCluster cluster;
  private Admin admin;
  private Consumer<byte[], byte[]> consumer;

  @BeforeEach
  void start() {
    cluster = KafkaCluster.start(1);
    cluster.createTopic(PARTITION.topic(), 1, Map.of());
    admin = cluster.clients().admin();
    consumer = cluster.clients().consumer(Map.of("group.id", "g"));
    consumer.assign(List.of(PARTITION));
  }

  @AfterEach
  void stop() {
    consumer.close();
    admin.close();
    cluster.close();
  }

  @Test
  void withoutACommittedOffsetAllThatIsThereIsLag() {
    // Given
    write(Map.of(), 3);

    // When, Then
    assertThat(lag(true)).isEqualTo(3);
  }

  @Test
  void whatLiesBehindTheCommittedOffsetIsLagWhateverWasConsumed() {
    // Given
    write(Map.of(), 5);
    consumeTo(5);

    // When
    consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(2)));

    // Then
    assertThat(lag(true)).isEqualTo(3);
  }

  @Test
  void aTransactionsMarkerIsNobodysLag() {
    // Given
    write(SOMEBODY, 3);
    consumeTo(4);

    // When
    consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(3)));

    // Then
    assertThat(lag(false)).isZero();
    assertThat(lag(true)).isEqualTo(1);
  }

  /** It waits, as the meter is to tell; but no batch could bring it. */
  @Test
  void whatLiesInAnOpenTransactionIsLagThatIsNotToComeYet() {
    // Given
    try (Producer<byte[], byte[]> somebody = begun(SOMEBODY)) {
      send(somebody, 3);
      somebody.flush();

      // When
      consumeTo(0);

      // Then
      assertThat(lag().toCome()).isZero();
      assertThat(lag(false)).isEqualTo(3);
    }
  }

  @Test
  void whatLiesBeforeAnOpenTransactionIsToCome() {
    // Given
    write(Map.of(), 2);
    try (Producer<byte[], byte[]> somebody = begun(SOMEBODY)) {

      // When
      send(somebody, 3);
      somebody.flush();

      // Then
      assertThat(lag().toCome()).isEqualTo(2);
      assertThat(lag(false)).isEqualTo(5);
    }
  }

  /** A producer that has begun a transaction, if it has such an id. */
  private Producer<byte[], byte[]> begun(Map<String, Object> settings) {
    Producer<byte[], byte[]> producer = cluster.clients().producer(settings);
    if (!settings.isEmpty()) {
      producer.initTransactions();
      producer.beginTransaction();
    }
    return producer;
  }

  private static void send(Producer<byte[], byte[]> producer, int records) {
    for (int i = 0; i < records; i++) {
      producer.send(new ProducerRecord<>(PARTITION.topic(), new byte[1]));
    }
  }

  private void write(Map<String, Object> settings, int records) {
    try (Producer<byte[], byte[]> producer = begun(settings)) {
      send(producer, records);
      if (!settings.isEmpty()) {
        producer.commitTransaction();
      }
    }
  }

  private void consumeTo(long position) {
    await("consumed")
        .atMost(SOON)
        .pollInSameThread()
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(50));
              return consumer.position(PARTITION) == position;
            });
  }

  private long lag(boolean inHand) {
    return lag().records(inHand);
  }

  private PartitionLags.Lag lag() {
    return new PartitionLags(admin, "g")
        .of(PartitionLags.positions(consumer))
        .await()
        .atMost(SOON)
        .get(PARTITION);
  }
}
