package com.ecompulse.pipeline.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class TopicReaderIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static KafkaCluster cluster;
  private String topic;

  @BeforeAll
  static void startCluster() {
    cluster = KafkaCluster.start(1);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    cluster.createTopic(topic, 3, Map.of());
  }

  @Test
  void readsOnlyWhatCameAfterItWasMade() {
    // Given
    send("before");
    try (TopicReader reader = TopicReader.fromNow(cluster.clients(), topic);
        TopicReader whole = TopicReader.fromBeginning(cluster.clients(), topic)) {
      send("after-1", "after-2");

      // When
      List<ConsumerRecord<byte[], byte[]>> records = reader.awaitRecords(2, SOON);

      // Then
      assertThat(values(records)).containsExactlyInAnyOrder("after-1", "after-2");
      assertThat(values(whole.drain())).containsExactlyInAnyOrder("before", "after-1", "after-2");
    }
  }

  @Test
  void drainsPastCommitMarkersAndHidesAbortedRecords() {
    // Given
    try (TopicReader reader = TopicReader.fromNow(cluster.clients(), topic)) {
      transaction(true, "committed");
      transaction(false, "aborted");

      // When
      List<ConsumerRecord<byte[], byte[]>> records = reader.drain();

      // Then
      assertThat(values(records)).containsExactly("committed");
    }
  }

  @Test
  void tellsWhatArrivedWhenTooLittleDid() {
    // Given
    try (TopicReader reader = TopicReader.fromNow(cluster.clients(), topic)) {
      send("only");

      // When, Then
      assertThatThrownBy(() -> reader.awaitRecords(2, Duration.ofSeconds(2)))
          .isInstanceOf(ConditionTimeoutException.class)
          .hasMessageContaining("arrived: 1")
          .hasMessageContaining("value=only");
    }
  }

  private void send(String... values) {
    try (Producer<byte[], byte[]> producer = cluster.clients().producer()) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8)));
      }
    }
  }

  private void transaction(boolean commit, String value) {
    try (Producer<byte[], byte[]> producer =
        cluster.clients().producer(Map.of("transactional.id", "test"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8)));
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.flush();
        producer.abortTransaction();
      }
    }
  }

  private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
  }
}
