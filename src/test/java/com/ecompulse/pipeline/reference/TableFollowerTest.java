package com.ecompulse.pipeline.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On Kafka's own stand-in for a consumer; with real brokers see {@link ReferenceTablesIT}. */
class TableFollowerTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String TOPIC = "profiles";
  private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
  private static final String VIP = "{\"total_spent\":1001,\"total_orders\":11}";

  private final CustomerTable table = new CustomerTable(new SegmentTable(3));
  private final AtomicInteger clients = new AtomicInteger();
  private final List<Duration> closings = new CopyOnWriteArrayList<>();
  private TableFollower follower;
  private Thread thread;

  @AfterEach
  void stop() throws InterruptedException {
    follower.stop();
    thread.join(SOON.toMillis());
  }

  @Test
  void itIsLoadedWhenTheEndOfTheBeginningIsReached() {
    // Given
    MockConsumer<byte[], byte[]> consumer = consumer(4);
    consumer.schedulePollTask(() -> add(consumer, 0, "a", VIP));
    consumer.schedulePollTask(() -> assertThat(follower.loaded()).isNotDone());
    consumer.schedulePollTask(
        () -> {
          add(consumer, 1, "b", "{");
          add(consumer, 2, null, VIP);
          add(consumer, 3, "a", null);
        });

    // When
    follow(consumer);

    // Then
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(table.size()).isZero();
    assertThat(follower.broken()).isEqualTo(2);
  }

  @Test
  void whatATableHasNoRoomForIsCounted() {
    // Given
    MockConsumer<byte[], byte[]> consumer = consumer(5);
    consumer.schedulePollTask(
        () -> List.of(0, 1, 2, 3, 4).forEach(i -> add(consumer, i, "user" + i, VIP)));

    // When
    follow(consumer);

    // Then
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(table.size()).isEqualTo(3);
    assertThat(follower.refused()).isEqualTo(2);
    assertThat(follower.told()).isEqualTo("loaded entries=3 broken=0 refused=2");
  }

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

  /** Rows that the new topic does not have would stay until a restart. */
  @Test
  void aTopicThatIsMadeAnewIsLoadedAnew() {
    // Given
    MockConsumer<byte[], byte[]> consumer = consumer(2);
    consumer.schedulePollTask(
        () -> {
          add(consumer, 0, "a", VIP);
          add(consumer, 1, "b", VIP);
        });
    consumer.schedulePollTask(() -> assertThat(follower.loaded()).isDone());

    // When
    consumer.schedulePollTask(
        () -> {
          // As a consumer does whose position its topic does not have.
          consumer.updateEndOffsets(Map.of(FIRST, 3L));
          consumer.seek(FIRST, 0);
          List.of(0, 1, 2).forEach(i -> add(consumer, i, "new" + i, VIP));
        });
    consumer.schedulePollTask(
        () -> {
          assertThat(follower.loaded()).isNotDone();
          List.of(0, 1, 2).forEach(i -> add(consumer, i, "new" + i, VIP));
        });
    follow(consumer);

    // Then
    await().atMost(SOON).until(() -> table.segment("new2") == Segment.VIP);
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(table.segment("a")).isEqualTo(Segment.NEW);
    assertThat(table.size()).isEqualTo(3);
    assertThat(follower.told()).isEqualTo("loaded entries=3 broken=0 refused=0");
  }

  /** No record tells of it where the new one has less, and every batch would wait. */
  @Test
  void aTopicThatIsMadeAnewWhileItIsLoadedIsLoadedToItsNewEnd() {
    // Given
    MockConsumer<byte[], byte[]> consumer = consumer(4);
    consumer.schedulePollTask(() -> add(consumer, 0, "a", VIP));

    // When
    consumer.schedulePollTask(() -> consumer.updateEndOffsets(Map.of(FIRST, 0L)));
    follow(consumer);

    // Then
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(table.size()).isZero();
  }

  @SafeVarargs
  private void follow(Consumer<byte[], byte[]>... consumers) {
    follow(table, consumers);
  }

  @SafeVarargs
  private void follow(ReferenceTable followed, Consumer<byte[], byte[]>... consumers) {
    follower =
        new TableFollower(
            TOPIC,
            followed,
            () -> consumers[Math.min(clients.getAndIncrement(), consumers.length - 1)]);
    thread = new Thread(follower);
    thread.start();
  }

  private MockConsumer<byte[], byte[]> consumer(long end) {
    MockConsumer<byte[], byte[]> consumer =
        new MockConsumer<>("earliest") {
          @Override
          public void close(CloseOptions options) {
            closings.add(options.timeout().orElseThrow());
            super.close(options);
          }
        };
    Node node = new Node(0, "localhost", 9092);
    Node[] nodes = {node};
    consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, nodes, nodes)));
    consumer.updateBeginningOffsets(Map.of(FIRST, 0L));
    consumer.updateEndOffsets(Map.of(FIRST, end));
    return consumer;
  }

  private static void add(
      MockConsumer<byte[], byte[]> consumer, long offset, String key, String value) {
    consumer.addRecord(
        new ConsumerRecord<>(
            TOPIC,
            0,
            offset,
            key == null ? null : key.getBytes(UTF_8),
            value == null ? null : value.getBytes(UTF_8)));
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
