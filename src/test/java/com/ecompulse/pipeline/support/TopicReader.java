package com.ecompulse.pipeline.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic as its users see it: committed records only, all partitions, no group. It remembers
 * where the topic ended when it was made and reads only what comes after, so tests may share a
 * topic as long as they do not run at once.
 *
 * <p>Not for use by two threads at once.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TOPIC_APPEARS = Duration.ofSeconds(30);
  private static final int SHOWN_RECORDS = 10;
  private static final int SHOWN_CHARACTERS = 120;

  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  private TopicReader(KafkaClients clients, String topic) {
    this.topic = topic;
    this.consumer = clients.consumer();
  }

  /** Reads what is committed to the topic from now on; waits for the topic to be there. */
  public static TopicReader fromNow(KafkaClients clients, String topic) {
    TopicReader reader = new TopicReader(clients, topic);
    List<TopicPartition> partitions = reader.assignAll();
    // Where the last stable offset is now: a transaction that is open now belongs to what follows.
    Map<TopicPartition, Long> ends = reader.consumer.endOffsets(partitions);
    ends.forEach(reader.consumer::seek);
    return reader;
  }

  /** Reads the whole topic; waits for the topic to be there. */
  public static TopicReader fromBeginning(KafkaClients clients, String topic) {
    TopicReader reader = new TopicReader(clients, topic);
    reader.consumer.seekToBeginning(reader.assignAll());
    return reader;
  }

  /**
   * Waits until at least that many records came since the mark; gives all of them, in the order of
   * each partition.
   */
  public List<ConsumerRecord<byte[], byte[]>> awaitRecords(int count, Duration atMost) {
    await("records of " + topic)
        .atMost(atMost)
        .pollInterval(POLL)
        .pollInSameThread()
        .untilAsserted(
            () -> {
              poll();
              assertThat(records.size())
                  .as(() -> "records of %s; arrived: %s".formatted(topic, shown()))
                  .isGreaterThanOrEqualTo(count);
            });
    return List.copyOf(records);
  }

  /**
   * Reads up to where the topic ends now and gives all records since the mark. It goes by position,
   * not by count: commit markers and aborted records take offsets as well.
   */
  public List<ConsumerRecord<byte[], byte[]>> drain() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    await("end of " + topic)
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .pollInSameThread()
        .until(() -> readTo(ends));
    return List.copyOf(records);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private List<TopicPartition> assignAll() {
    List<PartitionInfo> infos =
        await("topic " + topic)
            .atMost(TOPIC_APPEARS)
            .pollInSameThread()
            .until(() -> consumer.partitionsFor(topic), found -> found != null && !found.isEmpty());
    List<TopicPartition> partitions =
        infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    consumer.assign(partitions);
    return partitions;
  }

  private boolean readTo(Map<TopicPartition, Long> ends) {
    int before;
    do {
      before = records.size();
      poll();
    } while (records.size() > before);
    return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
  }

  private void poll() {
    consumer.poll(POLL).forEach(records::add);
  }

  private String shown() {
    String some =
        records.stream()
            .limit(SHOWN_RECORDS)
            .map(TopicReader::shown)
            .collect(Collectors.joining("\n  ", "\n  ", ""));
    return records.size() + (records.isEmpty() ? "" : some);
  }

  private static String shown(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d@%d key=%s value=%s"
        .formatted(
            record.topic(),
            record.partition(),
            record.offset(),
            shown(record.key()),
            shown(record.value()));
  }

  private static String shown(byte[] bytes) {
    if (bytes == null) {
      return "null";
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
  }
}
