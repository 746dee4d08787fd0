package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.LogLines;
import com.ecompulse.pipeline.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiredEventsTest {
  private static final TopicPartition PARTITION = new TopicPartition("raw", 3);
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Brokers brokers = new Brokers();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LogLines log = LogLines.of(ExpiredEvents.class);
  private final ExpiredEvents expired =
      new ExpiredEvents(() -> brokers, Meters.EVENTS_EXPIRED.counter(meters));

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  /** The consumer stands at the log's start before anybody looks, and the commit hides it. */
  @Test
  void whatRetentionTookBeforeAPartitionWasAssignedIsToldOnce() {
    // Given
    brokers.committed = 100L;
    brokers.start = 150;

    // When
    batch(150, 160);
    batch(160, 170);

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN events lost to retention: partition=3 records=50 committed=100 logStart=150");
    assertThat(counted()).isEqualTo(50);
  }

  @Test
  void whatRetentionTakesWhileAPartitionIsConsumedIsToldEachTime() {
    // Given
    brokers.committed = 100L;
    batch(100, 110);

    // When
    brokers.start = 130;
    batch(130, 140);
    brokers.start = 145;
    batch(145, 150);

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN events lost to retention: partition=3 records=20 committed=110 logStart=130",
            "WARN events lost to retention: partition=3 records=5 committed=140 logStart=145");
    assertThat(counted()).isEqualTo(25);
  }

  /** Markers of transactions, and what was aborted, take offsets, too. */
  @Test
  void whatTheLogHasAndTheConsumerPassesOverIsNotLost() {
    // Given
    brokers.committed = 100L;
    brokers.start = 90;

    // When
    batch(101, 110);
    batch(112, 120);

    // Then
    assertThat(log.lines()).isEmpty();
    assertThat(counted()).isZero();
  }

  /** It may have moved on behind what was consumed well. */
  @Test
  void noMoreIsLostThanLiesBeforeTheFirstRecord() {
    // Given
    brokers.committed = 100L;
    brokers.start = 500;

    // When
    batch(120, 130);

    // Then
    assertThat(counted()).isEqualTo(20);
  }

  @Test
  void aBatchThatIsNotCommittedTellsNothing() {
    // Given
    brokers.committed = 100L;
    brokers.start = 150;

    // When
    expired.before(records(150, 160)).await().atMost(SOON);
    expired.before(records(150, 160)).await().atMost(SOON);

    // Then
    assertThat(log.lines()).isEmpty();
    assertThat(counted()).isZero();
  }

  @Test
  void aGroupThatHasCommittedNothingIsSaidToBeginAtTheLogsStart() {
    // Given
    brokers.start = 150;

    // When
    batch(150, 160);
    batch(160, 170);

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN nothing is committed, consuming began at the log's start,"
                + " how many events were lost before cannot be told: partition=3 logStart=150");
    assertThat(counted()).isZero();
  }

  @Test
  void aLogFromItsVeryBeginningIsNothingToTell() {
    // When
    batch(0, 10);

    // Then
    assertThat(log.lines()).isEmpty();
    assertThat(brokers.asked).containsExactly("committed");
  }

  /** Another process may have committed meanwhile. */
  @Test
  void aPartitionThatIsAssignedAgainIsAskedForAgain() {
    // Given
    brokers.committed = 100L;
    batch(100, 110);

    // When
    expired.assigned(List.of(PARTITION));
    brokers.committed = 200L;
    brokers.start = 150;
    batch(200, 210);

    // Then
    assertThat(log.lines()).isEmpty();
    assertThat(brokers.asked).containsExactly("committed", "committed");
  }

  @Test
  void brokersThatDoNotAnswerHoldUpNoBatchAndAreAskedAgain() {
    // Given
    brokers.committed = 100L;
    batch(100, 110);
    brokers.start = 130;

    // When
    brokers.failing = true;
    batch(130, 140);
    brokers.failing = false;
    batch(140, 150);

    // Then
    assertThat(counted()).isEqualTo(20);
  }

  @Test
  void whereNobodySaysWhatIsCommittedItIsSaidThatALossCannotBeTold() {
    // Given
    brokers.start = 150;
    brokers.silent = true;

    // When
    batch(150, 160);
    batch(160, 170);

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN committed offsets were not known, events lost to retention cannot be told:"
                + " partition=3 firstRecord=150");
    assertThat(counted()).isZero();
  }

  /** The answer comes in time for the next try. */
  @Test
  void aBatchThatIsTriedAgainAsksAgainWhatIsCommitted() {
    // Given
    brokers.committed = 100L;
    brokers.start = 150;
    brokers.silent = true;
    expired.before(records(150, 160)).await().atMost(SOON);

    // When
    brokers.silent = false;
    batch(150, 160);

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN events lost to retention: partition=3 records=50 committed=100 logStart=150");
  }

  private void batch(long first, long next) {
    ConsumedBatch batch = records(first, next);
    expired.before(batch).await().atMost(SOON);
    expired.committed(batch);
  }

  private static ConsumedBatch records(long first, long next) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), first, null, null);
    return new ConsumedBatch(
        new ConsumerRecords<>(
            Map.of(PARTITION, List.of(record)), Map.of(PARTITION, new OffsetAndMetadata(next))),
        List.of(),
        1);
  }

  private double counted() {
    return meters.get("ecompulse.events.expired").counter().count();
  }

  /** They answer at once. */
  private static final class Brokers implements GroupOffsets {
    private final List<String> asked = new ArrayList<>();
    private Long committed;
    private long start;
    private boolean failing;
    private boolean silent;

    @Override
    public Uni<Map<TopicPartition, OffsetAndMetadata>> committed(Set<TopicPartition> partitions) {
      asked.add("committed");
      if (silent) {
        return Uni.createFrom().failure(new TimeoutException("no answer"));
      }
      Map<TopicPartition, OffsetAndMetadata> answer = new HashMap<>();
      partitions.forEach(
          partition ->
              answer.put(partition, committed == null ? null : new OffsetAndMetadata(committed)));
      return Uni.createFrom().item(answer);
    }

    @Override
    public Uni<Map<TopicPartition, Long>> starts(Set<TopicPartition> partitions) {
      asked.add("starts");
      return failing
          ? Uni.createFrom().failure(new TimeoutException("no answer"))
          : Uni.createFrom().item(Map.of(PARTITION, start));
    }
  }
}
