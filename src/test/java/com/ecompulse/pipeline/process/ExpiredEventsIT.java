package com.ecompulse.pipeline.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.RunningPipeline;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What retention takes from a real log is missed by whoever consumes it next. */
@QuarkusTest
@TestProfile(AbortedBatchIT.ManyBatches.class)
@QuarkusTestResource(KafkaClusterResource.class)
class ExpiredEventsIT {
  private static final String RAW = "ecommerce-events-raw";
  private static final Duration SOON = Duration.ofSeconds(60);

  KafkaCluster cluster;

  /** Another process had the partition, and committed some, which this one never saw. */
  @Test
  void whatRetentionTookBehindWhatAnotherProcessCommittedIsCounted() {
    // Given
    Metrics metrics = new Metrics(RunningPipeline.inThisJvm(cluster).management());
    IntStream.range(0, 24).forEach(number -> send(new TopicPartition(RAW, number), 1));
    new Audit(cluster.clients()).awaitCaughtUp();
    double before = metrics.sum("ecompulse_events_expired_total");

    // When
    try (Consumer<byte[], byte[]> other = otherProcess()) {
      TopicPartition partition = takenOverBy(other);
      long end = other.endOffsets(List.of(partition)).get(partition);
      send(partition, 5);
      other.commitSync(Map.of(partition, new OffsetAndMetadata(end + 2)));
      cluster.clients().deleteBefore(partition, end + 4);
    }

    // Then
    new Audit(cluster.clients()).awaitCaughtUp();
    await()
        .atMost(SOON) // counted a moment after the commit
        .untilAsserted(
            () -> assertThat(metrics.sum("ecompulse_events_expired_total")).isEqualTo(before + 2));
  }

  private Consumer<byte[], byte[]> otherProcess() {
    Consumer<byte[], byte[]> other =
        cluster
            .clients()
            .consumer(
                Map.of(
                    "group.id",
                    "ecompulse-processors",
                    "partition.assignment.strategy",
                    CooperativeStickyAssignor.class.getName()));
    other.subscribe(List.of(RAW));
    return other;
  }

  private static TopicPartition takenOverBy(Consumer<byte[], byte[]> consumer) {
    await("partitions")
        .atMost(SOON)
        .pollInSameThread()
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(50));
              return !consumer.assignment().isEmpty();
            });
    return consumer.assignment().iterator().next();
  }

  private void send(TopicPartition partition, int events) {
    try (Producer<byte[], byte[]> producer = cluster.clients().producer()) {
      for (int i = 0; i < events; i++) {
        producer.send(new ProducerRecord<>(RAW, partition.partition(), null, "{}".getBytes(UTF_8)));
      }
    }
  }
}
