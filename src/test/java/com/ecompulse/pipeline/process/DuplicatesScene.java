package com.ecompulse.pipeline.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.TopicReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Events on the raw topic, and what comes out of them, though the process that judges them may have
 * forgotten everything: it has, where a test says {@link #forgetAll()}, as after a restart or a
 * rebalance.
 */
abstract class DuplicatesScene {
  /** Milliseconds, as the profile of these tests says. */
  static final long WINDOW = 60_000;

  private static final String RAW = "ecommerce-events-raw";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each test has a partition of its own: a partition's clock never goes back. */
  private static int lastPartition;

  KafkaCluster cluster;

  @Inject PartitionWindows windows;

  final long now = System.currentTimeMillis();
  private int partition;
  private Producer<byte[], byte[]> producer;
  private TopicReader enriched;

  @BeforeEach
  void begin() {
    partition = lastPartition++;
    producer = cluster.clients().producer();
    enriched = TopicReader.fromNow(cluster.clients(), "ecommerce-events-enriched");
  }

  @AfterEach
  void close() {
    producer.close();
    enriched.close();
  }

  RecordMetadata send(String user, String id, long timestamp) {
    return send(user, id, timestamp, Map.of());
  }

  RecordMetadata send(String user, String id, long timestamp, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> record = raw(user, id, timestamp);
    headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    try {
      return producer.send(record).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** It lies in the log, and nobody is to see it. */
  void sendAndAbort(String user, String id, long timestamp) {
    try (Producer<byte[], byte[]> somebody =
        cluster.clients().producer(Map.of("transactional.id", "somebody"))) {
      somebody.initTransactions();
      somebody.beginTransaction();
      somebody.send(raw(user, id, timestamp));
      somebody.flush(); // else the abort takes it back before it is sent
      somebody.abortTransaction();
    }
  }

  private ProducerRecord<byte[], byte[]> raw(String user, String id, long timestamp) {
    String event =
        """
        {"event_id":"%s","event_type":"custom","timestamp":"%s","user_id":"%s","session_id":"s"}\
        """
            .formatted(id, Instant.ofEpochMilli(now), user);
    return new ProducerRecord<>(
        RAW, partition, timestamp, user.getBytes(UTF_8), event.getBytes(UTF_8));
  }

  /** Waits until all is dealt with; gives the ids and positions of all that came out. */
  List<String> comeOut() {
    new Audit(cluster.clients()).awaitCaughtUp();
    List<String> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : enriched.drain()) {
      JsonNode event = tree(record.value());
      events.add(
          event.get("event_id").asText()
              + " "
              + event.at("/enrichment/session_sequence").asText("none"));
    }
    return events;
  }

  void forgetIf(boolean forgotten) {
    if (forgotten) {
      new Audit(cluster.clients()).awaitCaughtUp();
      forgetAll();
    }
  }

  /** The process has just taken the partition over. */
  void forgetAll() {
    windows.forget(List.of(new TopicPartition(RAW, partition)));
  }

  void deleteBefore(long offset) {
    cluster.clients().deleteBefore(new TopicPartition(RAW, partition), offset);
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
