package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.telemetry.ProcessorHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RawInRebalanceListenerTest {
  private static final TopicPartition ONE = new TopicPartition("raw", 1);
  private static final TopicPartition TWO = new TopicPartition("raw", 2);

  private final Clock clock = Clock.systemUTC();
  private final ProcessorHealth health = new ProcessorHealth(clock);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final RawInRebalanceListener listener =
      new RawInRebalanceListener(
          null, // only what is assigned wants a client, and an end
          new PartitionWindows(true, Duration.ofHours(1), new ShortWindows(clock)),
          new UncommittedBatch(health, oldest -> {}, clock),
          null,
          health,
          null);

  @Test
  void whatIsLostIsNoLongerCounted() {
    // Given
    health.assigned(2);
    consumer.assign(List.of(ONE, TWO));

    // When
    listener.onPartitionsRevoked(consumer, List.of(ONE, TWO));

    // Then
    assertThat(ready()).containsEntry("partitions", 0L);
  }

  @Test
  void whatStaysIsCounted() {
    // Given
    health.assigned(2);
    consumer.assign(List.of(ONE, TWO));

    // When
    listener.onPartitionsRevoked(consumer, List.of(TWO));

    // Then
    assertThat(ready()).containsEntry("partitions", 1L);
  }

  private Map<String, Object> ready() {
    return health.ready().call().getData().orElseThrow();
  }
}
