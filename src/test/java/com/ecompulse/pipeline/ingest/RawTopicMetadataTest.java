package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.LogLines;
import com.ecompulse.pipeline.topics.KnownTopics;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RawTopicMetadataTest {
  private static final String TOPIC = "raw";
  private static final Node NODE = new Node(1, "localhost", 9092);
  private static final Cluster CLUSTER =
      new Cluster(
          "c",
          List.of(NODE),
          List.of(partition(0, NODE), partition(1, NODE), partition(2, null)),
          Set.of(),
          Set.of());
  private static final Logger LOGGER = Logger.getLogger(RawTopicMetadata.class.getName());
  private static final Duration SOON = Duration.ofSeconds(10);

  /** The time, which passes when a test says so: a process may start slowly. */
  private final AtomicLong nanos = new AtomicLong();

  private final AtomicInteger producersAsked = new AtomicInteger();
  private final Queue<Collection<TopicPartition>> asked = new ConcurrentLinkedQueue<>();
  private final Queue<Duration> closings = new ConcurrentLinkedQueue<>();
  private final Level level = LOGGER.getLevel();
  private final LogLines log = LogLines.of(RawTopicMetadata.class);

  @AfterEach
  void listenNoMore() {
    log.close();
    LOGGER.setLevel(level);
  }

  @Test
  void aNewTopicIsKnownOnlyWhenEachLeaderThatItHasAnswers() {
    // Given
    Queue<Boolean> answers = new ConcurrentLinkedQueue<>(List.of(false, false, true));
    RawTopicMetadata metadata = metadata(rawOut(), answers::poll, true, new KnownTopics());

    // When
    metadata.fetch(new StartupEvent());

    // Then
    await().atMost(SOON).until(metadata::isKnown);
    assertThat(asked)
        .hasSize(3)
        .allSatisfy(
            partitions ->
                assertThat(partitions)
                    .containsExactlyInAnyOrder(
                        new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1)));
  }

  @Test
  void aNewTopicWhoseLeadersDoNotAnswerIsNotKnown() {
    // Given
    AtomicBoolean answering = new AtomicBoolean();
    RawTopicMetadata metadata = metadata(rawOut(), answering::get, true, new KnownTopics());

    // When
    metadata.fetch(new StartupEvent());

    // Then
    await().atMost(SOON).until(() -> asked.size() > 2);
    assertThat(metadata.isKnown()).isFalse();
    answering.set(true); // or they would be asked for as long as the tests run
    await().atMost(SOON).until(metadata::isKnown);
  }

  /** Kafka's own limit is half a minute, for which no event would be taken. */
  @Test
  void whoAskedTheLeadersIsClosedSoon() {
    // Given
    RawTopicMetadata metadata = metadata(rawOut(), () -> true, true, new KnownTopics());

    // When
    metadata.fetch(new StartupEvent());

    // Then
    await().atMost(SOON).until(metadata::isKnown);
    assertThat(closings).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void whyThePartitionsAreNotKnownYetIsSaidToWhoeverLooksForIt() {
    // Given
    LOGGER.setLevel(Level.ALL);
    Queue<Boolean> answers = new ConcurrentLinkedQueue<>(List.of(false, true));
    RawTopicMetadata metadata = metadata(rawOut(), answers::poll, true, new KnownTopics());

    // When
    metadata.fetch(new StartupEvent());

    // Then
    await().atMost(SOON).until(metadata::isKnown);
    assertThat(log.lines())
        .containsExactly(
            "DEBUG the raw topic's partitions are not known yet:"
                + " cause=org.apache.kafka.common.errors.TimeoutException: not the leader");
  }

  @Test
  void ofATopicThatStoodBeforeNobodyIsAsked() {
    // Given
    RawTopicMetadata metadata = metadata(rawOut(), () -> false, false, new KnownTopics());

    // When
    metadata.fetch(new StartupEvent());

    // Then
    await().atMost(SOON).until(metadata::isKnown);
    assertThat(asked).isEmpty();
  }

  @Test
  void theProducerAsksForNoTopicThatIsNotKnownToStand() {
    // Given
    CompletableFuture<Void> known = new CompletableFuture<>();
    RawOut rawOut = rawOut();
    RawTopicMetadata metadata = metadata(rawOut, () -> true, false, missingUntil(known));

    // When
    metadata.fetch(new StartupEvent());

    // Then
    await()
        .during(Duration.ofMillis(200)) // what is asked is asked on another thread
        .until(() -> producersAsked.get() == 0 && !metadata.isKnown());
    assertThat(metadata.obstacle()).isEqualTo("the raw topic is missing");
    known.complete(null);
    await().atMost(SOON).until(metadata::isKnown);
    assertThat(producersAsked).hasPositiveValue();
  }

  @Test
  void ofATopicThatWasMissingTheLeadersAreAskedWhoeverMadeIt() {
    // Given
    CompletableFuture<Void> known = new CompletableFuture<>();
    RawTopicMetadata metadata = metadata(rawOut(), () -> true, false, missingUntil(known));
    metadata.fetch(new StartupEvent());
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());

    // When
    known.complete(null);

    // Then
    await().atMost(SOON).until(metadata::isKnown);
    assertThat(asked).hasSize(1);
  }

  private RawTopicMetadata metadata(
      RawOut rawOut, Supplier<Boolean> answers, boolean provisioned, KnownTopics topics) {
    return new RawTopicMetadata(rawOut, () -> leaders(answers), provisioned, topics, nanos::get);
  }

  private static KnownTopics missingUntil(CompletableFuture<Void> known) {
    return new KnownTopics() {
      @Override
      public CompletionStage<Void> whenKnown(String topic) {
        return known;
      }

      @Override
      public boolean isMissing(String topic) {
        return !known.isDone();
      }
    };
  }

  private Consumer<byte[], byte[]> leaders(Supplier<Boolean> answer) {
    return new MockConsumer<>("earliest") {
      @Override
      public synchronized Map<TopicPartition, Long> endOffsets(
          Collection<TopicPartition> partitions, Duration timeout) {
        asked.add(partitions);
        if (!answer.get()) {
          throw new TimeoutException("not the leader");
        }
        return partitions.stream().collect(Collectors.toMap(Function.identity(), end -> 0L));
      }

      @Override
      public void close(CloseOptions options) {
        closings.add(options.timeout().orElseThrow());
        super.close(options);
      }
    };
  }

  private RawOut rawOut() {
    return new RawOut(null, null, TOPIC) {
      @Override
      Producer<byte[], byte[]> producer() {
        producersAsked.incrementAndGet();
        return new MockProducer<>(
            CLUSTER, true, null, new ByteArraySerializer(), new ByteArraySerializer());
      }
    };
  }

  private static PartitionInfo partition(int number, Node leader) {
    return new PartitionInfo(TOPIC, number, leader, new Node[] {NODE}, new Node[] {NODE});
  }
}
