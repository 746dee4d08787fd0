package com.ecompulse.pipeline.fault;

import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Members of the group take partitions over in the middle of a batch and vanish, without a farewell
 * and with a transaction that holds the offsets of what they had.
 */
class VanishedMemberNativeIT extends FaultScene {
  private static final String RAW = "ecommerce-events-raw";
  private static final String GROUP = "ecompulse-processors";
  private static final Duration POLL = Duration.ofMillis(20);

  private final List<Producer<byte[], byte[]>> vanished = new ArrayList<>();

  @AfterEach
  void closeVanished() {
    vanished.forEach(producer -> producer.close(Duration.ZERO));
  }

  @Test
  @Tag(LONG)
  void whatAMemberLeftBehindIsTakenOver() {
    // Given
    Load load = load(start("other"));

    for (int round = 1; round < ROUNDS; round++) {
      // When
      aMomentLater();
      comeAndVanish();
      load.awaitAccepted(100);

      // Then
      new Audit(cluster.clients()).awaitCaughtUp();
    }
    assertKept();
  }

  private void comeAndVanish() {
    try (Consumer<byte[], byte[]> member = cluster.clients().consumer(membership())) {
      member.subscribe(List.of(RAW));
      await("a share of the partitions")
          .atMost(SOON)
          .until(
              () -> {
                member.poll(POLL);
                return !member.assignment().isEmpty();
              });
      holdOffsets(member);
    }
  }

  /** Missed only when its session has ended, as after a kill. */
  private static Map<String, Object> membership() {
    return Map.of(
        "group.id",
        GROUP,
        "partition.assignment.strategy",
        "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
        "session.timeout.ms",
        1500,
        "heartbeat.interval.ms",
        300,
        "internal.leave.group.on.close",
        false);
  }

  /** Where they are: nothing is skipped when the transaction ends, by time-out. */
  private void holdOffsets(Consumer<byte[], byte[]> member) {
    Map<TopicPartition, OffsetAndMetadata> offsets = committed();
    offsets.keySet().retainAll(member.assignment());
    Producer<byte[], byte[]> producer =
        cluster
            .clients()
            .producer(
                Map.of(
                    "transactional.id",
                    "vanished-" + vanished.size(),
                    "transaction.timeout.ms",
                    3000));
    vanished.add(producer);
    producer.initTransactions();
    producer.beginTransaction();
    producer.sendOffsetsToTransaction(offsets, member.groupMetadata());
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() {
    KafkaClients kafka = cluster.clients();
    try (Admin admin = kafka.admin()) {
      return new HashMap<>(
          KafkaClients.get(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata()));
    }
  }
}
