package com.ecompulse.pipeline.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class AuditIT {
  private static final String ENRICHED = "ecommerce-events-enriched";
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Else what was committed behind it seems lost. */
  @Test
  void itWaitsForTheTransactionOfAProcessThatIsGone() {
    try (KafkaCluster cluster = KafkaCluster.start(1)) {
      // Given
      cluster.createTopic(ENRICHED, 1, Map.of());
      cluster.createTopic("ecommerce-events-dlq", 1, Map.of());
      try (Producer<byte[], byte[]> gone =
          cluster.clients().producer(Map.of("transactional.id", "gone"))) {
        gone.initTransactions();
        gone.beginTransaction();
        gone.send(new ProducerRecord<>(ENRICHED, "open".getBytes(UTF_8)));
        gone.flush();

        // When
        CompletableFuture<Void> audit =
            CompletableFuture.runAsync(() -> new Audit(cluster.clients()).awaitNothingHidden());

        // Then
        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> !audit.isDone());
        gone.abortTransaction();
        assertThat(audit).succeedsWithin(SOON);
      }
    }
  }
}
