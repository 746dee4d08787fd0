package com.ecompulse.pipeline.process;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.telemetry.ProcessorHealth;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class UncommittedBatchTest {
  private static final TopicPartition ONE = new TopicPartition("raw", 1);
  private static final TopicPartition TWO = new TopicPartition("raw", 2);
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(100), ZoneOffset.UTC);
  private static final TimeoutException NO_ANSWER = new TimeoutException("no answer");

  private final ProcessorHealth health = new ProcessorHealth(CLOCK);
  private Supplier<Number> oldestSeconds;
  private final UncommittedBatch uncommitted =
      new UncommittedBatch(health, oldest -> oldestSeconds = oldest, CLOCK);

  @Test
  void anAbortedBatchIsHeldUntilItIsCommitted() {
    // Given
    uncommitted.begun(writtenAt(60, ONE, TWO));

    // When
    uncommitted.aborted(NO_ANSWER);

    // Then
    assertThat(uncommitted.isHeld()).isTrue();
    assertThat(oldestSeconds.get()).isEqualTo(40.0);
    assertThat(isReady()).isFalse();
    uncommitted.begun(writtenAt(60, ONE, TWO));
    uncommitted.committed();
    assertNothingIsHeld();
  }

  @Test
  void whatIsGivenBackIsAnothersTrouble() {
    // Given
    uncommitted.begun(writtenAt(60, ONE));
    uncommitted.aborted(NO_ANSWER);
    uncommitted.begun(writtenAt(60, ONE));

    // When
    uncommitted.givenBack();

    // Then
    assertNothingIsHeld();
  }

  @Test
  void anAbortedBatchWhosePartitionsGoNeverComesAgain() {
    // Given
    uncommitted.begun(writtenAt(60, ONE, TWO));
    uncommitted.aborted(NO_ANSWER);

    // When
    uncommitted.revoked(List.of(ONE));
    boolean heldInPart = uncommitted.isHeld() && !isReady();
    uncommitted.revoked(List.of(TWO));

    // Then
    assertThat(heldInPart).isTrue();
    assertNothingIsHeld();
  }

  @Test
  void itsPartitionsMayGoBeforeItIsAborted() {
    // Given
    uncommitted.begun(writtenAt(60, ONE));

    // When
    uncommitted.revoked(List.of(ONE, TWO));
    uncommitted.aborted(NO_ANSWER);

    // Then
    assertNothingIsHeld();
  }

  /** A bad event whose letter cannot be written, in one partition, while others are busy. */
  @Test
  void aCommitOfOthersHidesNoBatchThatAborts() {
    // Given
    uncommitted.begun(writtenAt(60, ONE, TWO));
    uncommitted.aborted(NO_ANSWER);

    // When
    uncommitted.begun(writtenAt(70, TWO));
    uncommitted.committed();

    // Then
    assertThat(uncommitted.isHeld()).isTrue();
    assertThat(oldestSeconds.get()).isEqualTo(40.0);
    assertThat(health.ready().call().getData().orElseThrow())
        .extractingByKey("cause")
        .asString()
        .contains("no answer");
    uncommitted.begun(writtenAt(60, ONE));
    uncommitted.committed();
    assertNothingIsHeld();
  }

  /** The bad event may be behind it. */
  @Test
  void aCommitOfAPartOfWhatWasAbortedHidesNoneOfTheRest() {
    // Given
    uncommitted.begun(batch(Map.of(ONE, List.of(at(ONE, 0, 60), at(ONE, 1, 80)))));
    uncommitted.aborted(NO_ANSWER);

    // When
    uncommitted.begun(batch(Map.of(ONE, List.of(at(ONE, 0, 60)))));
    uncommitted.committed();

    // Then
    assertThat(uncommitted.isHeld()).isTrue();
    assertThat(isReady()).isFalse();
    uncommitted.begun(batch(Map.of(ONE, List.of(at(ONE, 1, 80)))));
    assertThat(oldestSeconds.get()).isEqualTo(20.0);
    uncommitted.committed();
    assertNothingIsHeld();
  }

  private void assertNothingIsHeld() {
    assertThat(uncommitted.isHeld()).isFalse();
    assertThat(oldestSeconds.get()).isEqualTo(0.0);
    assertThat(isReady()).isTrue();
  }

  private boolean isReady() {
    return health.ready().call().getStatus() == Status.UP;
  }

  private static ConsumedBatch writtenAt(long epochSeconds, TopicPartition... partitions) {
    return batch(
        Arrays.stream(partitions)
            .collect(
                toMap(
                    partition -> partition, partition -> List.of(at(partition, 0, epochSeconds)))));
  }

  private static ConsumedBatch batch(
      Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records) {
    return new ConsumedBatch(new ConsumerRecords<>(records, Map.of()), List.of(), 0);
  }

  private static ConsumerRecord<byte[], byte[]> at(
      TopicPartition partition, long offset, long epochSeconds) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        epochSeconds * 1000,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        null,
        null,
        new RecordHeaders(),
        Optional.empty());
  }
}
