package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.RunningPipeline;
import com.ecompulse.pipeline.support.TopicReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An operator, and readers at the ends of the topics; each test has a user of its own. */
abstract class ReplaysScene {
  static final Duration SOON = Duration.ofSeconds(90);

  final String user = "user-" + UUID.randomUUID();
  OperatorClient operator;
  TopicReader raw;
  TopicReader enriched;
  TopicReader letters;

  abstract RunningPipeline pipeline();

  @BeforeEach
  void comeToWork() {
    operator = OperatorClient.of(pipeline().http());
    raw = TopicReader.fromNow(pipeline().kafka(), "ecommerce-events-raw");
    enriched = TopicReader.fromNow(pipeline().kafka(), "ecommerce-events-enriched");
    letters = TopicReader.fromNow(pipeline().kafka(), "ecommerce-events-dlq");
  }

  @AfterEach
  void close() {
    Stream.of(raw, enriched, letters).forEach(TopicReader::close);
  }

  Place postInvalid() throws Exception {
    new EventClient(pipeline().http()).post("{\"user_id\":\"%s\"}".formatted(user));
    return Place.of(letters.awaitRecords(1, SOON).get(0));
  }

  void write(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (Producer<byte[], byte[]> producer =
        pipeline()
            .kafka()
            .producer(Map.of("compression.type", "gzip", "max.request.size", 4 * 1024 * 1024))) {
      producer.send(record).get();
    }
  }

  String awaitDone(String replay) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(operator.report(replay).get("state").asText()).isEqualTo("done"));
    JsonNode report = operator.report(replay);
    return "%s of %s replayed, %s skipped, %s failed"
        .formatted(
            report.get("replayed"),
            report.get("total"),
            report.get("skipped"),
            report.get("failed"));
  }

  String filter() {
    return "{\"filter\":{\"user_id\":\"%s\"}}".formatted(user);
  }

  String named(Place letter) {
    return "{\"letters\":[{\"partition\":%d,\"offset\":%d}]}"
        .formatted(letter.partition(), letter.offset());
  }
}
