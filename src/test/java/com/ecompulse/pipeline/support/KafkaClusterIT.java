package com.ecompulse.pipeline.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaClusterIT {

  @Test
  void aLoneBrokerComesBackOnItsPortWithItsData() throws Exception {
    // Given
    try (KafkaCluster cluster = KafkaCluster.start(1)) {
      cluster.createTopic("kept", 1, Map.of());
      write(cluster, "kept");

      // When
      cluster.stopBroker(0);
      cluster.startBroker(0);

      // Then
      try (TopicReader reader = TopicReader.fromBeginning(cluster.clients(), "kept")) {
        assertThat(reader.drain()).hasSize(1);
      }
    }
  }

  @Test
  void twoOfThreeBrokersGoOnTakingWrites() throws Exception {
    // Given
    try (KafkaCluster cluster = KafkaCluster.start(3)) {
      cluster.createTopic("replicated", 6, Map.of());

      // When
      cluster.stopBroker(1);

      // Then
      assertThatCode(() -> write(cluster, "replicated")).doesNotThrowAnyException();
    }
  }

  private static void write(KafkaCluster cluster, String topic) throws Exception {
    try (Producer<byte[], byte[]> producer = cluster.clients().producer()) {
      producer.send(new ProducerRecord<>(topic, new byte[] {1})).get();
    }
  }
}
