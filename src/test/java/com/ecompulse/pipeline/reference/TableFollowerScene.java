package com.ecompulse.pipeline.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;

/**
 * A follower on Kafka's own stand-in for a consumer; with real brokers see {@link
 * ReferenceTablesIT}.
 */
abstract class TableFollowerScene {
  static final Duration SOON = Duration.ofSeconds(20);
  static final String TOPIC = "profiles";
  static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
  static final String VIP = "{\"total_spent\":1001,\"total_orders\":11}";

  final CustomerTable table = new CustomerTable(new SegmentTable(3));
  final AtomicInteger clients = new AtomicInteger();
  final List<Duration> closings = new CopyOnWriteArrayList<>();
  TableFollower follower;
  Thread thread;

  @AfterEach
  void stop() throws InterruptedException {
    follower.stop();
    thread.join(SOON.toMillis());
  }

  @SafeVarargs
  final void follow(Consumer<byte[], byte[]>... consumers) {
    follow(table, consumers);
  }

  @SafeVarargs
  final void follow(ReferenceTable followed, Consumer<byte[], byte[]>... consumers) {
    follower =
        new TableFollower(
            TOPIC,
            followed,
            () -> consumers[Math.min(clients.getAndIncrement(), consumers.length - 1)]);
    thread = new Thread(follower);
    thread.start();
  }

  MockConsumer<byte[], byte[]> consumer(long end) {
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

  static void add(MockConsumer<byte[], byte[]> consumer, long offset, String key, String value) {
    consumer.addRecord(
        new ConsumerRecord<>(
            TOPIC,
            0,
            offset,
            key == null ? null : key.getBytes(UTF_8),
            value == null ? null : value.getBytes(UTF_8)));
  }
}
