package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Whoever replays commits soon, or another one takes over and is no faster. */
class ReplaySourceTest {
  private static final String TOPIC = "ecommerce-events-dlq";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration EACH_LETTER = Duration.ofMillis(400);
  private static final int LETTERS = 5;

  @Test
  void namedLettersThatAreLongInComingAreCommittedInSeveralPortions() {
    // Given
    ReplaySource.Named source = new ReplaySource.Named(new TopicScan(slow(), TOPIC), named());
    List<Portion> portions = new ArrayList<>();

    // When
    do {
      portions.add(source.next(null, Portion.MAX_LETTERS));
    } while (!portions.get(portions.size() - 1).isLast());

    // Then
    assertThat(portions)
        .hasSizeGreaterThan(1)
        .allSatisfy(portion -> assertThat(portion.candidates()).hasSizeBetween(1, 3));
    assertThat(portions.stream().flatMap(portion -> portion.candidates().stream()))
        .extracting(candidate -> candidate.place().offset())
        .containsExactlyElementsOf(LongStream.range(0, LETTERS).boxed().toList());
  }

  private static List<LetterReplay> named() {
    return LongStream.range(0, LETTERS)
        .mapToObj(offset -> LetterReplay.waiting("1", new Place(0, offset), Instant.EPOCH, null))
        .toList();
  }

  /** The letters are gone, which takes its time to learn of each. */
  private static MockConsumer<byte[], byte[]> slow() {
    MockConsumer<byte[], byte[]> consumer = new Slow();
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(PARTITION, (long) LETTERS));
    return consumer;
  }

  private static final class Slow extends MockConsumer<byte[], byte[]> {
    Slow() {
      super("earliest");
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(
        Collection<TopicPartition> partitions) {
      LockSupport.parkNanos(EACH_LETTER.toNanos());
      return super.beginningOffsets(partitions);
    }
  }
}
