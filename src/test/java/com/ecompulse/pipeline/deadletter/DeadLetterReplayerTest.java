package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.config.Configs;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.support.LogLines;
import com.ecompulse.pipeline.topics.TopicSpec;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who looks for replays to go on with, which it does on a thread of its own. */
class DeadLetterReplayerTest {
  private static final Map<String, String> TOKEN =
      Map.of("pipeline.operators.token", "0123456789abcdef");
  private static final Map<String, String> PROCESSOR = Map.of("pipeline.ingest.enabled", "false");

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ReplayOrder ORDER =
      new ReplayOrder(new ReplayRequest(null, LetterRecords.ANY, false), "alice", "key", "body");

  private final Set<Thread> others = replayers();
  private final LogLines log = LogLines.of(DeadLetterReplayer.class);
  private final Clients clients = new Clients();
  private DeadLetterReplayer replayer;

  @AfterEach
  void end() throws InterruptedException {
    clients.goOn.countDown();
    replayer.end(new ShutdownEvent());
    log.close();
  }

  @Test
  void aProcessThatTakesEventsBeginsToReplay() {
    // Given
    replayer = replayer(Configs.with(TOKEN));

    // When
    replayer.begin(new StartupEvent());

    // Then
    assertThat(begun()).hasSize(1);
  }

  /** It may lack the right to write raw events, and would take the work from one that has it. */
  @Test
  void aProcessThatTakesNoEventsDoesNotBeginToReplay() {
    // Given
    replayer = replayer(Configs.with(TOKEN, PROCESSOR));

    // When
    replayer.begin(new StartupEvent());

    // Then
    assertThat(begun()).isEmpty();
  }

  @Test
  void aProcessWithoutOperatorsDoesNotBeginToReplay() {
    // Given
    replayer = replayer(Configs.with());

    // When
    replayer.begin(new StartupEvent());

    // Then
    assertThat(begun()).isEmpty();
  }

  /** Else it would wait for the replayer for ever, or close the clients that it uses. */
  @Test
  void aProcessEndsThoughItsReplayerIsStuck() throws Exception {
    // Given
    clients.isStuck = true;
    replayer = replayer(Configs.with(TOKEN));
    replayer.accept(ORDER);
    clients.stuck.await();

    // When
    CompletableFuture<Void> ended = CompletableFuture.runAsync(this::endNow);

    // Then
    await().atMost(SOON).until(ended::isDone);
    assertThat(ended).isCompleted();
    assertThat(clients.letters.closed()).isFalse();
    assertThat(clients.producer.closed()).isFalse();
  }

  @Test
  void whatKeepsAnOrderFromBeingCarriedOutIsSaidWhateverItIs() {
    // Given
    clients.isBroken = true;
    replayer = replayer(Configs.with(TOKEN));

    // When
    replayer.accept(ORDER);

    // Then
    await().atMost(SOON).until(() -> !log.lines().isEmpty());
    assertThat(log.lines())
        .containsExactly(
            "WARN dead letters cannot be replayed, trying again:"
                + " cause=java.lang.IllegalStateException: on purpose");
  }

  private void endNow() {
    try {
      replayer.end(new ShutdownEvent());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its first look is seconds away: Kafka is not asked before there is an order. */
  private DeadLetterReplayer replayer(PipelineConfig config) {
    ReplayLog log = new ReplayLog(new ObjectMapper().findAndRegisterModules());
    return new DeadLetterReplayer(
        clients, log, null, null, new Operators(config), config, Clock.systemUTC());
  }

  /** The threads of this test's replayer; an application in the same JVM may have one, too. */
  private Set<Thread> begun() {
    Set<Thread> begun = replayers();
    begun.removeAll(others);
    return begun;
  }

  private static Set<Thread> replayers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("dead-letter-replayer"))
        .collect(Collectors.toSet());
  }

  /** Of topics without records. Orders are written; carrying them out may fail, or not end. */
  private static final class Clients extends DeadLetterClients {
    final CountDownLatch stuck = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    final MockConsumer<byte[], byte[]> letters = new Letters();
    final MockProducer<byte[], byte[]> producer = new Producer();
    private final MockConsumer<byte[], byte[]> replays = new MockConsumer<>("earliest");
    volatile boolean isStuck;
    volatile boolean isBroken;

    Clients() {
      super(Map.of(), null, null, Configs.with());
      stand(letters, TopicSpec.DEAD_LETTERS);
      stand(replays, TopicSpec.REPLAYS);
    }

    private static void stand(MockConsumer<byte[], byte[]> consumer, String topic) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.updatePartitions(
          topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0])));
      consumer.updateBeginningOffsets(Map.of(partition, 0L));
      consumer.updateEndOffsets(Map.of(partition, 0L));
    }

    @Override
    TopicScan letters() {
      return new TopicScan(letters, TopicSpec.DEAD_LETTERS);
    }

    @Override
    TopicScan replays() {
      return new TopicScan(replays, TopicSpec.REPLAYS);
    }

    @Override
    MockProducer<byte[], byte[]> replayer() {
      return producer;
    }

    private final class Letters extends MockConsumer<byte[], byte[]> {
      Letters() {
        super("earliest");
      }

      /** Asked for where a replay begins. */
      @Override
      public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        stuck.countDown();
        while (isStuck && goOn.getCount() > 0) {
          awaitInterrupted();
        }
        return super.beginningOffsets(partitions);
      }

      private void awaitInterrupted() {
        try {
          goOn.await();
        } catch (InterruptedException e) {
          // as a client does that cares for no interrupt
        }
      }
    }

    private final class Producer extends MockProducer<byte[], byte[]> {
      Producer() {
        super(Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
      }

      @Override
      public void commitTransaction() {
        if (isBroken && !history().isEmpty()) {
          throw new IllegalStateException("on purpose");
        }
        super.commitTransaction();
        replays.updateEndOffsets(
            Map.of(new TopicPartition(TopicSpec.REPLAYS, 0), (long) history().size()));
      }
    }
  }
}
