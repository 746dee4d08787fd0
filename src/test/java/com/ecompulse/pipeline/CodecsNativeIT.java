package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.PipelineTopics;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.topics.TopicSpec;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.CompressionType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Any codec of Kafka's, whoever chose it: a producer of strangers, or the setting of a topic. Two
 * of them are native code, and one finds its classes by names that it puts together.
 */
@Tag("extended")
@Tag("native")
class CodecsNativeIT {
  private static final int EVENTS = 50;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static KafkaCluster cluster;
  private static PackagedApplication application;

  @BeforeAll
  static void start() {
    cluster = KafkaCluster.start(1);
    // By the specification's codec the broker would write each batch anew.
    cluster.createTopics(PipelineTopics.withReplicas(1));
    application =
        PackagedApplication.start(
            "codecs",
            PackagedPipeline.onOneBroker(
                cluster,
                Map.of(
                    "MP_MESSAGING_OUTGOING_RAW_OUT_COMPRESSION_TYPE", "zstd",
                    "MP_MESSAGING_OUTGOING_ENRICHED_OUT_COMPRESSION_TYPE", "lz4")));
  }

  @AfterAll
  static void stop() {
    if (application != null) {
      application.close();
    }
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aBatchOfRawEventsIsRead(CompressionType codec) {
    // Given
    List<String> ids = IntStream.range(0, EVENTS).mapToObj(i -> codec.name + "-" + i).toList();
    assertThat(cluster.clients().settings(TopicSpec.RAW))
        .containsEntry("compression.type", "producer");

    try (TopicReader enriched = TopicReader.fromNow(cluster.clients(), TopicSpec.ENRICHED)) {
      // When
      write(codec, ids);

      // Then
      assertThat(enriched.awaitRecords(EVENTS, SOON))
          .extracting(CodecsNativeIT::id)
          .containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  @Test
  void whatItWritesIsCompressedAsItIsTold() throws Exception {
    try (TopicReader raw = TopicReader.fromNow(cluster.clients(), TopicSpec.RAW);
        TopicReader enriched = TopicReader.fromNow(cluster.clients(), TopicSpec.ENRICHED)) {
      // When
      int answer = new EventClient(application.http()).post(event("posted")).statusCode();

      // Then
      assertThat(answer).isEqualTo(202);
      assertThat(raw.awaitRecords(1, SOON))
          .extracting(cluster::codec)
          .containsExactly(CompressionType.ZSTD);
      List<ConsumerRecord<byte[], byte[]>> out = enriched.awaitRecords(1, SOON);
      assertThat(out).extracting(CodecsNativeIT::id).containsExactly("posted");
      assertThat(out).extracting(cluster::codec).containsExactly(CompressionType.LZ4);
    }
  }

  private static void write(CompressionType codec, List<String> ids) {
    byte[] receivedAt = Long.toString(System.currentTimeMillis()).getBytes(UTF_8);
    try (Producer<byte[], byte[]> producer =
        cluster.clients().producer(Map.of("compression.type", codec.name, "linger.ms", 100))) {
      for (String id : ids) {
        ProducerRecord<byte[], byte[]> raw =
            new ProducerRecord<>(TopicSpec.RAW, "user".getBytes(UTF_8), event(id).getBytes(UTF_8));
        raw.headers().add(RawHeaders.RECEIVED_AT, receivedAt);
        producer.send(raw);
      }
    }
  }

  private static String event(String id) {
    return """
    {"event_id":"%s","event_type":"page_view","timestamp":"%s","user_id":"user","session_id":"s",\
    "properties":{"page_url":"https://shop.example/"}}\
    """
        .formatted(id, Instant.now());
  }

  private static String id(ConsumerRecord<byte[], byte[]> enriched) {
    try {
      return JSON.readTree(enriched.value()).path("event_id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
