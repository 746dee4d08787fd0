package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.RunningPipeline;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.support.guarantee.ReadRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client, readers at the ends of the topics and the meters of a running pipeline. */
abstract class PipelineScene {
  static final String RAW = "ecommerce-events-raw";
  static final String ENRICHED = "ecommerce-events-enriched";
  static final String DEAD_LETTERS = "ecommerce-events-dlq";
  static final Duration SOON = Duration.ofSeconds(60);

  EventClient client;
  Metrics metrics;
  TopicReader raw;
  TopicReader enriched;
  TopicReader deadLetters;

  abstract RunningPipeline pipeline();

  @BeforeEach
  void readFromHere() {
    client = new EventClient(pipeline().http());
    metrics = new Metrics(pipeline().management());
    raw = TopicReader.fromNow(pipeline().kafka(), RAW);
    enriched = TopicReader.fromNow(pipeline().kafka(), ENRICHED);
    deadLetters = TopicReader.fromNow(pipeline().kafka(), DEAD_LETTERS);
  }

  @AfterEach
  void close() {
    raw.close();
    enriched.close();
    deadLetters.close();
  }

  static String event(String id, String user, String type) {
    return """
        {"event_id":"%s","event_type":"%s","timestamp":"%s","user_id":"%s","session_id":"s","source":"web",\
        "properties":{"page_url":"https://shop.example/","product_id":"p","order_id":"o","total_amount":1.10,\
        "price":1.10},"metadata":{"sdk_version":"1.0.0"},"note":""}"""
        .formatted(id, type, Instant.now(), user);
  }

  static List<ReadRecord> read(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(ReadRecord::of).toList();
  }

  static List<String> ids(List<ConsumerRecord<byte[], byte[]>> records) {
    return read(records).stream().map(ReadRecord::eventId).toList();
  }

  static List<String> tags(List<ConsumerRecord<byte[], byte[]>> letters) {
    return letters.stream().map(letter -> header(letter, "dead-letter-failure")).toList();
  }

  static ConsumerRecord<byte[], byte[]> single(TopicReader topic) {
    List<ConsumerRecord<byte[], byte[]>> records = topic.awaitRecords(1, SOON);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
