package com.ecompulse.pipeline.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** What fails costs no more than itself. */
class TableFollowerFaultsTest extends TableFollowerScene {

  @Test
  void aClientThatFailsIsReplacedByOneThatGoesOnFromThere() {
    // Given
    MockConsumer<byte[], byte[]> first = consumer(2);
    first.schedulePollTask(() -> add(first, 0, "a", VIP));
    first.schedulePollTask(() -> first.setPollException(new KafkaException("on purpose")));
    MockConsumer<byte[], byte[]> second = consumer(2);
    second.schedulePollTask(
        () -> {
          assertThat(second.position(FIRST)).isEqualTo(1);
          add(second, 1, "b", VIP);
        });

    // When
    follow(first, second);

    // Then
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(table.size()).isEqualTo(2);
    assertThat(clients).hasValue(2);
    assertThat(follower.told()).doesNotContain("trouble");
  }

  /** Kafka's own limit is half a minute, in which the table grows old. */
  @Test
  void aClientThatFailsIsClosedSoon() {
    // Given
    MockConsumer<byte[], byte[]> first = consumer(1);
    first.schedulePollTask(() -> first.setPollException(new KafkaException("on purpose")));
    MockConsumer<byte[], byte[]> second = consumer(1);
    second.schedulePollTask(() -> add(second, 0, "a", VIP));

    // When
    follow(first, second);

    // Then
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(closings).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void aNumberBeyondAllExponentsCostsItsRecordAlone() {
    // Given
    MockConsumer<byte[], byte[]> consumer = consumer(2);
    consumer.schedulePollTask(
        () -> {
          add(consumer, 0, "a", "{\"total_spent\":1e99999999999}");
          add(consumer, 1, "b", VIP);
        });

    // When
    follow(consumer);

    // Then
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(table.segment("b")).isEqualTo(Segment.VIP);
    assertThat(follower.broken()).isEqualTo(1);
  }

  @Test
  void aRecordThatTheTableFailsOnIsPassedOver() {
    // Given
    MockConsumer<byte[], byte[]> consumer = consumer(2);
    consumer.schedulePollTask(
        () -> {
          add(consumer, 0, "a", VIP);
          add(consumer, 1, "b", VIP);
        });

    // When
    follow(new FailsOn("a", table), consumer);

    // Then
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(table.segment("b")).isEqualTo(Segment.VIP);
    assertThat(follower.broken()).isEqualTo(1);
  }

  @Test
  void whateverFailsIsToldAndTriedAgain() {
    // Given
    MockConsumer<byte[], byte[]> first = consumer(1);
    first.schedulePollTask(
        () -> {
          throw new IllegalArgumentException("on purpose");
        });
    MockConsumer<byte[], byte[]> second = consumer(1);
    List<String> told = new CopyOnWriteArrayList<>();
    second.schedulePollTask(
        () -> {
          told.add(follower.told());
          add(second, 0, "a", VIP);
        });

    // When
    follow(first, second);

    // Then
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(told)
        .containsExactly(
            "loading entries=0 broken=0 refused=0"
                + " trouble=java.lang.IllegalArgumentException: on purpose");
    assertThat(follower.told()).isEqualTo("loaded entries=1 broken=0 refused=0");
  }

  /** A table with a bug that one key brings out. */
  private record FailsOn(String key, ReferenceTable table) implements ReferenceTable {
    @Override
    public boolean put(String put, byte[] value) throws IOException {
      if (put.equals(key)) {
        throw new IllegalArgumentException("on purpose");
      }
      return table.put(put, value);
    }

    @Override
    public void remove(String removed) {
      table.remove(removed);
    }

    @Override
    public void clear() {
      table.clear();
    }

    @Override
    public int size() {
      return table.size();
    }
  }
}
