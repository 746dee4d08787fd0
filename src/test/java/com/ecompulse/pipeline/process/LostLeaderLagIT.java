package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("extended")
class LostLeaderLagIT {
  private static final TopicPartition LED = new TopicPartition("raw", 0);
  private static final TopicPartition LOST = new TopicPartition("raw", 1);

  /** Less than the minute for which Kafka's client asks by itself. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private KafkaCluster cluster;
  private Admin admin;
  private Consumer<byte[], byte[]> consumer;

  @BeforeEach
  void start() {
    cluster = KafkaCluster.start(2);
    cluster.createTopics(List.of(new NewTopic(LED.topic(), Map.of(0, List.of(0), 1, List.of(1)))));
    admin = cluster.clients().admin();
    consumer = cluster.clients().consumer(Map.of("group.id", "g"));
    consumer.assign(List.of(LED, LOST));
  }

  @AfterEach
  void stop() {
    consumer.close();
    admin.close();
    cluster.close();
  }

  @Test
  void aPartitionWithoutALeaderHidesNoOthersLag() {
    // Given
    write(LED, 3);
    write(LOST, 2);
    PartitionLags lags = new PartitionLags(admin, "g");
    Map<TopicPartition, Long> stands = PartitionLags.positions(consumer);

    // When
    cluster.stopBroker(1);

    // Then
    Map<TopicPartition, PartitionLags.Lag> told = lags.of(stands).await().atMost(SOON);
    assertThat(told).containsOnlyKeys(LED);
    assertThat(told.get(LED).records(true)).isEqualTo(3);
  }

  private void write(TopicPartition partition, int records) {
    try (Producer<byte[], byte[]> producer = cluster.clients().producer()) {
      for (int i = 0; i < records; i++) {
        producer.send(
            new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[1]));
      }
    }
  }
}
