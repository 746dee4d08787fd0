package com.ecompulse.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.junit.jupiter.api.Test;

class StandaloneConsumersTest {
  private static final Map<String, Object> BROKER =
      Map.of("bootstrap.servers", "localhost:1", "group.id", "ecompulse-pipeline");

  private final StandaloneConsumers consumers = new StandaloneConsumers(BROKER);

  @Test
  void aConsumerIsOfNoGroupThoughAllClientsAreToldOfOne() {
    // When
    try (Consumer<byte[], byte[]> consumer = consumers.with(Map.of())) {

      // Then
      assertThatThrownBy(consumer::groupMetadata).isInstanceOf(InvalidGroupIdException.class);
    }
  }

  @Test
  void itIsOfNoGroupThoughItsReaderIsToldOfOne() {
    // When
    try (Consumer<byte[], byte[]> consumer = consumers.with(Map.of("group.id", "readers"))) {

      // Then
      assertThatThrownBy(consumer::groupMetadata).isInstanceOf(InvalidGroupIdException.class);
    }
  }

  @Test
  void whatItsReaderIsToldCounts() {
    // Given
    Map<String, String> settings = Map.of("bootstrap.servers", "nonsense");

    // When, Then
    assertThatThrownBy(() -> consumers.with(settings))
        .isInstanceOf(KafkaException.class)
        .hasRootCauseMessage("Invalid url in bootstrap.servers: nonsense");
  }
}
