package com.ecompulse.pipeline.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.config.EnrichmentConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reference tables without a broker, and what a load of them took. */
public final class Tables {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int LOAD_MINUTES = 10;

  /**
   * What a load took.
   *
   * @param tableBytes of the table's arrays
   */
  public record Load(int entries, double seconds, long tableBytes) {}

  private Tables() {}

  /**
   * Tables that were loaded with those records, by key, of the topics that the settings turn on.
   */
  public static ReferenceTables of(
      EnrichmentConfig config, Map<String, String> profiles, Map<String, String> products) {
    List<Consumer<byte[], byte[]>> consumers = new ArrayList<>();
    if (config.customer().enabled()) {
      consumers.add(consumer(config.customer().topic(), profiles));
    }
    if (config.product().enabled()) {
      consumers.add(consumer(config.product().topic(), products));
    }
    ReferenceTables tables =
        new ReferenceTables(
            true,
            config.customer(),
            config.product(),
            topic ->
                consumers.stream()
                    .filter(consumer -> !consumer.partitionsFor(topic).isEmpty())
                    .findFirst()
                    .orElseThrow(),
            new SimpleMeterRegistry());
    tables.begin();
    // No await(), which an event loop may not call: a benchmark's bean is made on one.
    tables
        .loaded()
        .subscribeAsCompletionStage()
        .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
        .join();
    tables.end();
    return tables;
  }

  /** Loads profiles to the topic's end, for ten minutes at most. */
  public static Load load(String topic, Supplier<Consumer<byte[], byte[]>> consumers)
      throws Exception {
    SegmentTable segments = new SegmentTable(Integer.MAX_VALUE);
    TableFollower follower = new TableFollower(topic, new CustomerTable(segments), consumers);
    long begun = System.nanoTime();
    Thread thread = new Thread(follower);
    thread.start();
    try {
      follower.loaded().get(LOAD_MINUTES, TimeUnit.MINUTES);
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new Load(segments.size(), seconds, segments.bytes());
    } finally {
      follower.stop();
      thread.join(SOON.toMillis());
    }
  }

  private static Consumer<byte[], byte[]> consumer(String topic, Map<String, String> records) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    TopicPartition partition = new TopicPartition(topic, 0);
    Node node = new Node(0, "localhost", 9092);
    Node[] nodes = {node};
    consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, node, nodes, nodes)));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, (long) records.size()));
    consumer.schedulePollTask(
        () -> {
          int offset = 0;
          for (Map.Entry<String, String> record : records.entrySet()) {
            consumer.addRecord(
                new ConsumerRecord<>(
                    topic,
                    0,
                    offset++,
                    record.getKey().getBytes(UTF_8),
                    record.getValue().getBytes(UTF_8)));
          }
        });
    return consumer;
  }
}
