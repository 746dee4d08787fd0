package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ecompulse.pipeline.config.Configs;
import com.ecompulse.pipeline.deadletter.LetterFate.Became;
import com.ecompulse.pipeline.topics.TopicSpec;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** An answer has its time, whatever Kafka does. */
class LetterFatesTest {
  private static final Place LETTER = new Place(0, 0);
  private static final LetterReplay REPLAYED =
      new LetterReplay(
          "1", LETTER, LetterReplay.Outcome.REPLAYED, null, Instant.EPOCH, 1, LETTER, null);

  /** A client that is closed without a limit waits for each answer that is due. */
  @Test
  void aClientThatIsNotAnsweredIsClosedAtOnce() {
    // Given
    List<String> calls = new ArrayList<>();
    LetterFates fates =
        new LetterFates(new Told(Duration.ZERO), null, new Clients(calls), "processors");

    // When, Then
    assertThatThrownBy(() -> fates.of(LETTER)).isInstanceOf(OperatorProblem.class);
    assertThat(calls).containsExactly("listConsumerGroupOffsets", "close PT0S");
  }

  /** Waiting for a turn, or for a transaction's end, is not looking. */
  @Test
  void theTimeToLookBeginsWithTheLooking() {
    // Given
    Duration time = Duration.ofSeconds(2);
    LetterFates fates = new LetterFates(new Told(time), null, null, "processors", time);

    // When
    LetterFate fate = fates.processed(REPLAYED, Map.of());

    // Then
    assertThat(fate.became()).isEqualTo(Became.ENRICHED);
  }

  /** One replay was told, and there are no letters. */
  private static final class Told extends ScanPool {
    private final Duration turn;

    /**
     * @param turn how long it takes until it is this reader's turn
     */
    Told(Duration turn) {
      super(null);
      this.turn = turn;
    }

    @Override
    @SuppressWarnings("unchecked")
    <T> T ofReplays(Function<TopicScan, T> read) {
      return (T) List.of(REPLAYED);
    }

    @Override
    <T> T ofLetters(Function<TopicScan, T> read) {
      Deadline itsTurn = Deadline.in(turn);
      while (!itsTurn.isOver()) {
        LockSupport.parkNanos(turn.toNanos());
      }
      return read.apply(new TopicScan(empty(), TopicSpec.DEAD_LETTERS));
    }

    private static MockConsumer<byte[], byte[]> empty() {
      String topic = TopicSpec.DEAD_LETTERS;
      MockConsumer<byte[], byte[]> consumer = new Empty();
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.updatePartitions(
          topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0])));
      consumer.updateBeginningOffsets(Map.of(partition, 0L));
      consumer.updateEndOffsets(Map.of(partition, 0L));
      return consumer;
    }
  }

  private static final class Empty extends MockConsumer<byte[], byte[]> {
    Empty() {
      super("earliest");
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> asked) {
      return Map.of();
    }
  }

  /** Nothing is answered. */
  private static final class Clients extends DeadLetterClients {
    private final List<String> calls;

    Clients(List<String> calls) {
      super(Map.of(), null, null, Configs.with());
      this.calls = calls;
    }

    @Override
    Admin admin() {
      return (Admin)
          Proxy.newProxyInstance(
              Admin.class.getClassLoader(),
              new Class<?>[] {Admin.class},
              (admin, method, arguments) -> {
                if (!method.getName().equals("close")) {
                  calls.add(method.getName());
                  throw new KafkaException("no answer");
                }
                calls.add("close " + (arguments == null ? "" : Arrays.asList(arguments).get(0)));
                return null;
              });
    }
  }
}
