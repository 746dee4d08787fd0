package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.event.SampleEvents.Sample;
import com.ecompulse.pipeline.process.TransactionFaults.Fault;
import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.support.guarantee.Conservation;
import com.ecompulse.pipeline.support.guarantee.Guarantee;
import com.ecompulse.pipeline.support.guarantee.History;
import com.ecompulse.pipeline.support.guarantee.ReadRecord;
import com.ecompulse.pipeline.support.guarantee.Seed;
import com.ecompulse.pipeline.support.guarantee.SentEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whichever step of its transaction fails, a batch comes again, and nothing of it twice. */
@QuarkusTest
@TestProfile(AbortedBatchIT.ManyBatches.class)
@QuarkusTestResource(KafkaClusterResource.class)
class AbortedBatchIT {

  /**
   * Small polls: while one batch is open, its successors wait in the channel's queue. What else is
   * set is for the tests on {@link DuplicatesScene}, which share the application.
   */
  public static class ManyBatches implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "mp.messaging.incoming.raw-in.max.poll.records", "100",
          "pipeline.duplicates.window", "1M",
          "pipeline.operators.token", OperatorClient.TOKEN);
    }
  }

  private static final String RAW = "ecommerce-events-raw";
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);

  KafkaCluster cluster;

  @Inject KafkaClientService clients;

  private Seed seed;
  private TopicReader enriched;
  private TopicReader deadLetters;

  @BeforeEach
  void readFromHere() {
    seed = Seed.announced();
    enriched = TopicReader.fromNow(cluster.clients(), "ecommerce-events-enriched");
    deadLetters = TopicReader.fromNow(cluster.clients(), "ecommerce-events-dlq");
  }

  @AfterEach
  void noMoreFaults() {
    TransactionFaults.stop();
    enriched.close();
    deadLetters.close();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBatchThatFailsAtThisStepComesAgain(Fault fault) {
    // Only what was aborted by another fault has an abort that can fail.
    Set<Fault> faults =
        fault == Fault.ABORT_ANSWER ? EnumSet.of(fault, Fault.COMMIT) : EnumSet.of(fault);
    everyEventComesOutOnceUnder(faults, 2_000);
  }

  @Test
  void batchesThatFailAnywhereLoseNothingAndDoubleNothing() {
    everyEventComesOutOnceUnder(EnumSet.allOf(Fault.class), 5_000 * ROUNDS);
  }

  @Test
  void whatIsSentAgainWhileBatchesFailComesOutOnce() {
    // Given
    Set<Fault> faults = EnumSet.allOf(Fault.class);
    Set<Fault> struck = ConcurrentHashMap.newKeySet();
    List<Sample> samples = SampleEvents.mixed(seed.value() + 1_000, 2_000, 0, Instant.now());
    TransactionFaults.strikeWhen(oftenOneOf(faults, struck));

    // When
    send(samples);
    send(samples.subList(1_000, 2_000));
    send(samples);

    // Then
    new Audit(cluster.clients()).awaitCaughtUp();
    System.out.printf("faults=%d of %s%n", TransactionFaults.stop(), struck);
    History history = history(samples);
    Guarantee.all().forEach(guarantee -> guarantee.assertKept(history));
    new Conservation(5_000, 3_000).assertKept(history);
  }

  /** Otherwise what a full queue has paused goes on with a queue that nothing bounds. */
  @Test
  void aChannelThatIsPausedIsPausedStillWhenItsBatchIsAborted() {
    // Given
    KafkaConsumer<byte[], byte[]> consumer = clients.getConsumer("raw-in");
    await("partitions").atMost(SOON).until(() -> !assigned(consumer).isEmpty());
    consumer.pause().await().atMost(SOON);

    // When
    try {
      Uni<Void> aborted =
          new BatchTransaction(consumer, clients.getProducer("enriched-out"))
              .run(
                  new ConsumedBatch(ConsumerRecords.empty(), List.of(), 0),
                  Uni.createFrom().voidItem(),
                  () -> Uni.createFrom().failure(new IllegalStateException("on purpose")));

      // Then
      assertThatThrownBy(() -> aborted.await().atMost(SOON))
          .isInstanceOf(BatchAbortedException.class);
      assertThat(consumer.paused().await().atMost(SOON)).isEqualTo(assigned(consumer));
    } finally {
      consumer.resume().await().atMost(SOON);
    }
  }

  private static Set<TopicPartition> assigned(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.getAssignments().await().atMost(SOON);
  }

  private void everyEventComesOutOnceUnder(Set<Fault> faults, int events) {
    // Given
    // Each test's events are its own, though a seed that is given is the same for all.
    long own = seed.value() + faults.stream().mapToInt(fault -> 1 << fault.ordinal()).sum();
    List<Sample> samples = SampleEvents.mixed(own, events, 0.1, Instant.now());
    Set<Fault> struck = ConcurrentHashMap.newKeySet();
    TransactionFaults.strikeWhen(oftenOneOf(faults, struck));

    // When
    send(samples);

    // Then
    new Audit(cluster.clients()).awaitCaughtUp();
    System.out.printf("faults=%d of %s%n", TransactionFaults.stop(), struck);
    assertThat(struck).isEqualTo(faults);
    History history = history(samples);
    Guarantee.all().forEach(guarantee -> guarantee.assertKept(history));
    new Conservation(samples.size()).assertKept(history);
  }

  private void send(List<Sample> samples) {
    try (Producer<byte[], byte[]> producer = cluster.clients().producer()) {
      samples.forEach(sample -> producer.send(raw(sample)));
    }
  }

  /** Each at its first occasion, then at random, and as often whether they are one or many. */
  private Predicate<Fault> oftenOneOf(Set<Fault> faults, Set<Fault> struck) {
    Random random = seed.random();
    return fault ->
        faults.contains(fault)
            && (struck.add(fault) || random.nextInt(fault.oneIn * faults.size()) == 0);
  }

  /** Rejected events may show no id; they are counted and not followed. */
  private History history(List<Sample> samples) {
    return new History(
        sent(samples.stream().filter(sample -> !sample.isRejected()).toList()),
        sent(samples.stream().filter(Sample::isRejected).toList()),
        read(enriched.drain()),
        read(deadLetters.drain()));
  }

  /** Keyed as the front door does, so that a user's events keep their order. */
  private static ProducerRecord<byte[], byte[]> raw(Sample sample) {
    String userId = ReadRecord.of(new ConsumerRecord<>(RAW, 0, 0, null, sample.value())).userId();
    byte[] key = userId == null ? null : userId.getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(RAW, key, sample.value());
  }

  private static List<SentEvent> sent(List<Sample> samples) {
    return samples.stream().map(sample -> new SentEvent(sample.eventId(), "", "")).toList();
  }

  private static List<ReadRecord> read(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(ReadRecord::of).toList();
  }
}
