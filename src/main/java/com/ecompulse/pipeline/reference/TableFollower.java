package com.ecompulse.pipeline.reference;

import com.ecompulse.pipeline.kafka.StandaloneConsumers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads a compacted topic into a table: from its beginning to the end that it had at first, then
 * whatever comes. A record that the table cannot take, even because of a bug, is counted and
 * skipped: the processor waits for the table. Whatever else fails, beyond what Kafka's client
 * mends, is logged and tried again with a new client, from where the old one was.
 *
 * <p>A topic that was made anew is read anew, and batches wait for it again: its table is empty
 * until then, for two of them would take twice the memory.
 */
final class TableFollower implements Runnable {
  private static final Logger LOG = Logger.getLogger(TableFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int POLLS_BETWEEN_LOOKS = 60;

  private final String topic;
  private final TableRecords table;
  private final Supplier<Consumer<byte[], byte[]>> clients;
  private final ReadOffsets read = new ReadOffsets();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private volatile boolean isStopped;
  private volatile Consumer<byte[], byte[]> current;

  /** Why it does not get on; empty where it does. */
  private volatile String trouble = "";

  TableFollower(String topic, ReferenceTable table, Supplier<Consumer<byte[], byte[]>> clients) {
    this.topic = topic;
    this.table = new TableRecords(table);
    this.clients = clients;
  }

  /** Ends once the table has all that the topic had when it was first asked, or made anew. */
  CompletableFuture<Void> loaded() {
    return loaded;
  }

  /** Records that were passed over because they are broken. */
  long broken() {
    return table.broken();
  }

  /** Records that were passed over because the table was full. */
  long refused() {
    return table.refused();
  }

  /** How it stands, for people. */
  String told() {
    String standing = loaded.isDone() ? "loaded " : "loading ";
    return standing + table.told() + (trouble.isEmpty() ? "" : " trouble=" + trouble);
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
      try {
        followWith(clients.get());
      } catch (WakeupException e) {
        return; // it is stopped
      } catch (RuntimeException e) { // without this thread the processor waits, or its table ages
        tellOnce(e.toString());
        pause();
      }
    }
  }

  private void followWith(Consumer<byte[], byte[]> consumer) {
    try {
      current = consumer;
      follow(consumer);
    } finally {
      StandaloneConsumers.close(consumer);
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    while (!isStopped) {
      if (assign(consumer)) {
        pollOn(consumer);
      } else {
        tellOnce("there is no such topic");
        pause();
      }
    }
  }

  /** Until the next look, or until the topic shows to be made anew. */
  private void pollOn(Consumer<byte[], byte[]> consumer) {
    for (int polls = 0; polls < POLLS_BETWEEN_LOOKS && !isStopped; polls++) {
      if (consumer.assignment().isEmpty()) {
        return;
      }
      poll(consumer);
    }
  }

  /** All partitions that there are, each from where it was left. */
  private boolean assign(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> all =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    if (all.isEmpty()) {
      return false;
    }
    if (read.areBeyond(consumer, all)) {
      beginAnew(consumer);
    }
    if (consumer.assignment().size() != all.size()) {
      read.assign(consumer, all);
    }
    return true;
  }

  private void poll(Consumer<byte[], byte[]> consumer) {
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
    if (read.haveGoneBack(consumer, polled)) {
      beginAnew(consumer);
      return;
    }
    polled.forEach(table::take);
    read.keep(consumer);
    trouble = "";
    if (!loaded.isDone() && read.haveReachedTheEnd()) {
      LOG.infof("reference table loaded: topic=%s %s", topic, table.told());
      loaded.complete(null);
    }
  }

  /** Leaves the consumer without an assignment. Whoever waits already, waits on. */
  private void beginAnew(Consumer<byte[], byte[]> consumer) {
    LOG.warnf(
        "reference topic was made anew, its table is loaded again: topic=%s %s",
        topic, table.told());
    if (loaded.isDone()) {
      loaded = new CompletableFuture<>();
    }
    table.clear();
    read.forget();
    consumer.unsubscribe();
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
