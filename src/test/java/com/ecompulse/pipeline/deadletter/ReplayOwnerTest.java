package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ecompulse.pipeline.config.Configs;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** An order that cannot be carried out does not hold up the next. */
class ReplayOwnerTest {
  private static final String LETTERS = "ecommerce-events-dlq";
  private static final String REPLAYS = "ecommerce-events-dlq-replays";

  private final ObjectMapper json = new ObjectMapper().findAndRegisterModules();
  private final ReplayLog log = new ReplayLog(json);
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void anOrderOfATimeThatKafkaRefusesIsGivenUp() {
    // Given
    Instant zero = Instant.parse("0001-01-01T00:00:00Z");
    ReplayOwner owner =
        owner(order("1", LetterFilter.between(zero, null), 1), order("2", LetterRecords.ANY, 0));

    // When
    IntStream.range(0, 3).forEach(i -> owner.step(10));

    // Then
    assertThat(written()).containsExactly("1 given up", "2 done");
  }

  @Test
  void anOrderThatFailsInTheMiddleOfItsTransactionIsGivenUp() {
    // Given
    ReplayOwner owner = owner(order("1", LetterRecords.ANY, 1), order("2", LetterRecords.ANY, 0));

    // When
    IntStream.range(0, 3).forEach(i -> owner.step(10));

    // Then
    assertThat(written()).containsExactly("1 given up", "2 done");
  }

  /** Such as for a name of a broker that is not resolved; it is tried again every few seconds. */
  @Test
  void whereAClientCannotBeMadeTheOthersAreClosed() {
    // Given
    MockConsumer<byte[], byte[]> letters = new Consumer();
    DeadLetterClients clients =
        new Clients(new TopicScan(letters, LETTERS), null, producer) {
          @Override
          TopicScan replays() {
            throw new KafkaException("on purpose");
          }
        };

    // When, Then
    assertThatThrownBy(() -> ReplayOwner.take(clients, log, null, null, Clock.systemUTC(), 5))
        .hasMessage("on purpose");
    assertThat(letters.closed()).isTrue();
    assertThat(producer.closed()).isTrue();
  }

  /**
   * @param until where the letters' topic ended
   */
  private static Replay order(String id, LetterFilter filter, long until) {
    return new Replay(id, "alice", Instant.EPOCH, null, "", filter, Map.of(0, until));
  }

  /** One that has no publisher: to send a letter fails, and that is not Kafka's fault. */
  private ReplayOwner owner(Replay... orders) {
    ProducerRecord<byte[], byte[]> letter = LetterRecords.invalid("u", new byte[0]);
    DeadLetterClients clients =
        new Clients(
            standing(LETTERS, List.of(letter)),
            standing(REPLAYS, List.of(orders).stream().map(log::record).toList()),
            producer);
    return ReplayOwner.take(clients, log, null, null, Clock.systemUTC(), 5);
  }

  private List<String> written() {
    return producer.history().stream().map(this::told).toList();
  }

  private String told(ProducerRecord<byte[], byte[]> record) {
    try {
      ReplayProgress progress = json.readValue(record.value(), ReplayProgress.class);
      String end = progress.givenUp() ? " given up" : " done";
      return progress.replay() + (progress.done() ? end : " goes on");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TopicScan standing(String topic, List<ProducerRecord<byte[], byte[]>> records) {
    TopicPartition partition = new TopicPartition(topic, 0);
    MockConsumer<byte[], byte[]> consumer = new Consumer();
    consumer.updatePartitions(
        topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, (long) records.size()));
    consumer.schedulePollTask(
        () -> {
          for (int offset = 0; offset < records.size(); offset++) {
            ProducerRecord<byte[], byte[]> record = records.get(offset);
            consumer.addRecord(
                new ConsumerRecord<>(topic, 0, offset, record.key(), record.value()));
          }
        });
    return new TopicScan(consumer, topic);
  }

  /** It refuses times as Kafka's own does. */
  private static final class Consumer extends MockConsumer<byte[], byte[]> {
    Consumer() {
      super("earliest");
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> asked) {
      throw new IllegalArgumentException("The target time cannot be negative.");
    }
  }

  private static class Clients extends DeadLetterClients {
    private final TopicScan letters;
    private final TopicScan replays;
    private final MockProducer<byte[], byte[]> producer;

    Clients(TopicScan letters, TopicScan replays, MockProducer<byte[], byte[]> producer) {
      super(Map.of(), null, null, Configs.with());
      this.letters = letters;
      this.replays = replays;
      this.producer = producer;
    }

    @Override
    TopicScan letters() {
      return letters;
    }

    @Override
    TopicScan replays() {
      return replays;
    }

    @Override
    MockProducer<byte[], byte[]> replayer() {
      return producer;
    }
  }
}
