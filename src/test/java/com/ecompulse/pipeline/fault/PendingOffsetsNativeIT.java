package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PipelineTopics;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Somebody's transaction holds the group's offsets and does not end: the brokers answer, and yet no
 * record comes.
 */
class PendingOffsetsNativeIT extends FaultScene {

  @Override
  Map<String, String> environment() {
    return Map.of("PIPELINE_PROCESSOR_STUCK_TIMEOUT", "8S");
  }

  @Test
  @Tag(LONG)
  void aProcessWhoseRecordsDoNotComeEndsAndItsSuccessorGoesOn() {
    // Given
    cluster.createTopics(PipelineTopics.withReplicas(3));
    try (Producer<byte[], byte[]> holder = holdOffsets()) {
      PackagedApplication stuck = start("stuck");
      Load load = load(stuck);

      // When
      load.awaitAccepted(100);

      // Then
      assertThat(stuck.exitCode()).isEqualTo(1);
      assertThat(stuck.lines()).anyMatch(line -> line.contains("no batch brings the records of"));
      holder.abortTransaction();
      PackagedApplication successor = awaitReadyAgain(stuck);
      load.through(successor);
      assertKept();
    }
  }

  /** A transaction that holds an offset of each partition. */
  private Producer<byte[], byte[]> holdOffsets() {
    Producer<byte[], byte[]> producer =
        cluster
            .clients()
            .producer(Map.of("transactional.id", "holder", "transaction.timeout.ms", 300_000));
    producer.initTransactions();
    producer.beginTransaction();
    producer.sendOffsetsToTransaction(
        IntStream.range(0, 24)
            .boxed()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition("ecommerce-events-raw", partition),
                    partition -> new OffsetAndMetadata(0))),
        new ConsumerGroupMetadata("ecompulse-processors"));
    return producer;
  }
}
