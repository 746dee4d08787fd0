package com.ecompulse.pipeline.footprint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.topics.TopicSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whether one process has the memory for the windows of all partitions when they are full, and what
 * it takes then: with the native binary's default heap and the default number of ids, or with
 * {@code -Dfootprint.heap=448m -Dfootprint.ids=250000}. Each event is a session of its own, which
 * takes the most. Without a native binary it is the jar, with as much heap.
 */
@Tag("footprint")
class FullWindowsIT {
  private static final String RAW = "ecommerce-events-raw";
  private static final int PARTITIONS = 24;
  private static final int IDS = Integer.getInteger("footprint.ids", 50_000);
  private static final String HEAP = System.getProperty("footprint.heap");
  private static final Duration LONGEST = Duration.ofMinutes(20);

  /** What a process came to, by its meters, and its memory in MiB at most. */
  private record Ran(double consumed, double enriched, double duplicate, double rss) {}

  @Test
  void oneProcessKnowsAllThatIsPromisedOfAllPartitions() {
    try (KafkaCluster cluster = KafkaCluster.start(1)) {
      // Given
      Packaging packaging = packaging();
      double all = (double) IDS * PARTITIONS;

      // When
      Ran filling = run(packaging, cluster, IDS);
      Ran reading = run(packaging, cluster, 1); // of each partition the oldest that is known

      // Then
      System.out.printf(
          "%s, %d partitions, %d ids each: RSS %.0f MiB at most while the windows were filled, and"
              + " %.0f MiB while they were read again%n",
          packaging.name(), PARTITIONS, IDS, filling.rss(), reading.rss());
      assertThat(filling).isEqualTo(new Ran(all, all, 0, filling.rss()));
      assertThat(reading).isEqualTo(new Ran(PARTITIONS, 0, PARTITIONS, reading.rss()));
      assertThat(committed(cluster, TopicSpec.ENRICHED)).isEqualTo((long) all);
      assertThat(committed(cluster, TopicSpec.DEAD_LETTERS)).isZero();
    }
  }

  private static Ran run(Packaging packaging, KafkaCluster cluster, int eventsOfAPartition) {
    try (Run run = new Run(packaging, environment(cluster))) {
      run.awaitAllPartitions();
      write(cluster, eventsOfAPartition);
      Metrics metrics = run.metrics();
      await("all consumed, and the windows whole")
          .atMost(LONGEST)
          .pollInterval(Duration.ofSeconds(1))
          .failFast("it ended", () -> !run.isAlive())
          .until(
              () ->
                  metrics.sum("ecompulse_events_consumed_total")
                          >= (double) eventsOfAPartition * PARTITIONS
                      && metrics.sum("ecompulse_duplicates_window_ratio") == 1);
      return new Ran(
          metrics.sum("ecompulse_events_consumed_total"),
          metrics.sum("ecompulse_events_enriched_total"),
          metrics.sum("ecompulse_events_duplicate_total"),
          run.peakRss());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Packaging packaging() {
    if (System.getProperty("native") == null) {
      String heap = "-Xmx" + (HEAP == null ? "128m" : HEAP);
      return Packaging.fastJar("fast-jar " + heap, heap);
    }
    return HEAP == null
        ? Packaging.nativeBinary("native")
        : Packaging.nativeBinary("native -Xmx" + HEAP, "-Xmx" + HEAP);
  }

  /** To each partition that many events, always the same ones. */
  private static void write(KafkaCluster cluster, int events) {
    byte[] receivedAt = Long.toString(System.currentTimeMillis()).getBytes(UTF_8);
    AtomicReference<Exception> failed = new AtomicReference<>();
    Map<String, Object> settings = Map.of("compression.type", "snappy", "batch.size", 65_536);
    try (Producer<byte[], byte[]> producer = cluster.clients().producer(settings)) {
      for (int i = 0; i < events; i++) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          String user = "user-" + partition + "-" + i;
          ProducerRecord<byte[], byte[]> raw =
              new ProducerRecord<>(RAW, partition, user.getBytes(UTF_8), event(user, i));
          raw.headers().add(RawHeaders.RECEIVED_AT, receivedAt);
          producer.send(raw, (metadata, failure) -> failed.compareAndSet(null, failure));
        }
      }
    }
    assertThat(failed.get()).isNull();
  }

  private static Map<String, String> environment(KafkaCluster cluster) {
    return PackagedPipeline.onOneBroker(
        cluster,
        Map.of(
            "PIPELINE_INGEST_OPEN", "true", "PIPELINE_DUPLICATES_MAX_IDS_PER_PARTITION", "" + IDS));
  }

  private static byte[] event(String user, int number) {
    return """
    {"event_id":"%s-%d","event_type":"page_view","timestamp":"%s","user_id":"%s",\
    "session_id":"s","properties":{"page_url":"https://shop.example/"}}\
    """
        .formatted(user, number, Instant.now(), user)
        .getBytes(UTF_8);
  }

  /** Counted as their users see them, one poll's records at a time. */
  private static long committed(KafkaCluster cluster, String topic) {
    try (Consumer<byte[], byte[]> consumer = cluster.clients().consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      AtomicLong records = new AtomicLong();
      await("end of " + topic)
          .atMost(LONGEST)
          .pollInterval(Duration.ZERO)
          .pollInSameThread()
          .until(
              () -> {
                records.addAndGet(consumer.poll(Duration.ofMillis(100)).count());
                return ends.entrySet().stream()
                    .allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
              });
      return records.get();
    }
  }
}
