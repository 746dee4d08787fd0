package com.ecompulse.pipeline.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads a compacted topic into a table: from its beginning to the end that it had at first, then
 * whatever comes. A record that the table cannot take is counted and passed over, and be it for a
 * bug: the processor waits for the table. Whatever else fails, such as what Kafka's client does not
 * mend itself, is told and tried again with a new client, from where the old one was.
 */
final class TableFollower implements Runnable {
  private static final Logger LOG = Logger.getLogger(TableFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int POLLS_BETWEEN_LOOKS = 60;

  private final String topic;
  private final ReferenceTable table;
  private final Supplier<Consumer<byte[], byte[]>> clients;
  private final CompletableFuture<Void> loaded = new CompletableFuture<>();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private Map<TopicPartition, Long> firstEnds;
  private volatile boolean isStopped;
  private volatile Consumer<byte[], byte[]> current;
  private volatile long broken;
  private volatile long refused;

  /** Why it does not get on; empty where it does. */
  private volatile String trouble = "";

  TableFollower(String topic, ReferenceTable table, Supplier<Consumer<byte[], byte[]>> clients) {
    this.topic = topic;
    this.table = table;
    this.clients = clients;
  }

  /** Ends once the table has all that the topic had when it was first asked. */
  CompletableFuture<Void> loaded() {
    return loaded;
  }

  /** Records that were passed over because they are broken. */
  long broken() {
    return broken;
  }

  /** Records that were passed over because the table was full. */
  long refused() {
    return refused;
  }

  /** How it stands, for people. */
  String told() {
    String standing = loaded.isDone() ? "loaded" : "loading";
    return "%s entries=%d broken=%d refused=%d%s"
        .formatted(
            standing,
            table.size(),
            broken,
            refused,
            trouble.isEmpty() ? "" : " trouble=" + trouble);
  }

  String topic() {
    return topic;
  }

  /** Not by an interrupt, which would hinder the client from closing. */
  void stop() {
    isStopped = true;
    Consumer<byte[], byte[]> polling = current;
    if (polling != null) {
      polling.wakeup();
    }
  }

  @Override
  public void run() {
    while (!isStopped) {
      try (Consumer<byte[], byte[]> consumer = clients.get()) {
        current = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        return; // it is stopped
      } catch (RuntimeException e) { // whatever ends this thread stops the processor
        tellOnce(e.toString());
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    while (!isStopped) {
      if (assign(consumer)) {
        for (int polls = 0; polls < POLLS_BETWEEN_LOOKS && !isStopped; polls++) {
          poll(consumer);
        }
      } else {
        tellOnce("there is no such topic");
        pause();
      }
    }
  }

  /** All partitions that there are, each from where it was left. */
  private boolean assign(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> all =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    if (all.isEmpty() || consumer.assignment().size() == all.size()) {
      return !all.isEmpty();
    }
    consumer.assign(all);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(all);
    all.forEach(
        partition ->
            consumer.seek(partition, positions.getOrDefault(partition, beginnings.get(partition))));
    if (firstEnds == null) {
      firstEnds = consumer.endOffsets(all);
    }
    return true;
  }

  private void poll(Consumer<byte[], byte[]> consumer) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      take(record);
    }
    consumer
        .assignment()
        .forEach(partition -> positions.put(partition, consumer.position(partition)));
    trouble = "";
    if (!loaded.isDone() && hasReachedTheEnd()) {
      LOG.infof(
          "reference table loaded: topic=%s entries=%d broken=%d refused=%d",
          topic, table.size(), broken, refused);
      loaded.complete(null);
    }
  }

  private boolean hasReachedTheEnd() {
    return firstEnds.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      broken++; // by this one thread
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      table.remove(key);
      return;
    }
    try {
      if (!table.put(key, record.value()) && refused++ == 0) {
        LOG.warnf("reference table is full: topic=%s entries=%d", topic, table.size());
      }
    } catch (IOException | RuntimeException e) {
      broken++;
      LOG.debugf(
          "broken reference record passed over: topic=%s partition=%d offset=%d cause=%s",
          topic, record.partition(), record.offset(), e.getClass().getName());
    }
  }

  private void tellOnce(String cause) {
    if (!trouble.equals(cause)) {
      LOG.warnf("reference topic cannot be read: topic=%s cause=%s", topic, cause);
    }
    trouble = cause;
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      isStopped = true;
    }
  }
}
