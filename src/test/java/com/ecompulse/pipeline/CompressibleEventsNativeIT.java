package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PipelineTopics;
import com.ecompulse.pipeline.topics.TopicSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Events of nearly 1 MiB that snappy makes twenty times as small, as any client may send them: the
 * sizes that a consumer is set are those of what is compressed, and its heap holds what is not.
 */
@Tag("extended")
@Tag("native")
class CompressibleEventsNativeIT {
  private static final int BROKERS = 3;
  private static final int PARTITIONS = 24;
  private static final int EVENTS_OF_A_PARTITION = 20;
  private static final int LETTERS = 1_040_000;

  @Test
  void aBacklogOfThemFitsIntoTheHeapOfABinary() {
    try (KafkaCluster cluster = KafkaCluster.start(BROKERS)) {
      // Given
      cluster.createTopics(PipelineTopics.withReplicas(1));
      write(cluster);

      // When
      try (PackagedApplication application =
          PackagedApplication.start("compressible", environment(cluster))) {
        Metrics metrics = new Metrics(application.management());

        // Then
        await("all enriched")
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofSeconds(1))
            .failFast("it ended", () -> !application.isAlive() || !application.isLive())
            .until(
                () ->
                    metrics.sum("ecompulse_events_enriched_total")
                        == PARTITIONS * EVENTS_OF_A_PARTITION);
        assertThat(application.output()).content().doesNotContain("OutOfMemoryError");
      }
    }
  }

  private static void write(KafkaCluster cluster) {
    byte[] receivedAt = Long.toString(System.currentTimeMillis()).getBytes(UTF_8);
    AtomicReference<Exception> failed = new AtomicReference<>();
    try (Producer<byte[], byte[]> producer =
        cluster
            .clients()
            .producer(Map.of("compression.type", "snappy", "max.request.size", 2_000_000))) {
      for (int i = 0; i < EVENTS_OF_A_PARTITION * PARTITIONS; i++) {
        String user = "user-" + i % PARTITIONS;
        ProducerRecord<byte[], byte[]> raw =
            new ProducerRecord<>(
                TopicSpec.RAW, i % PARTITIONS, user.getBytes(UTF_8), event(user, i));
        raw.headers().add(RawHeaders.RECEIVED_AT, receivedAt);
        producer.send(raw, (metadata, failure) -> failed.compareAndSet(null, failure));
      }
    }
    assertThat(failed.get()).isNull();
  }

  private static byte[] event(String user, int number) {
    return """
    {"event_id":"%d","event_type":"page_view","timestamp":"%s","user_id":"%s","session_id":"s",\
    "properties":{"page_url":"https://shop.example/"},"note":"%s"}\
    """
        .formatted(number, Instant.now(), user, "a".repeat(LETTERS))
        .getBytes(UTF_8);
  }

  private static Map<String, String> environment(KafkaCluster cluster) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(), "JAVA_TOOL_OPTIONS", "-Xmx128m");
  }
}
