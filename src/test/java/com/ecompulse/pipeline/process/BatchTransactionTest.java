package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BatchTransactionTest {
  private static final TopicPartition PARTITION = new TopicPartition("raw", 3);
  private static final int GENERATION = 7;

  private final ScriptedClients kafka = new ScriptedClients(GENERATION);
  private final BatchTransaction transaction =
      new BatchTransaction(kafka.consumer(), kafka.producer());

  @Test
  void recordsAndOffsetsAreCommittedTogether() {
    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitItem().assertItem("done");
    assertThat(kafka.effects())
        .containsExactly("connect", "begin", "work", "sendOffsets {raw-3=43}", "commit");
  }

  @Test
  void workThatFailsIsAbortedAndTheConsumerRewound() {
    // When
    UniAssertSubscriber<String> end =
        run(polledIn(GENERATION), Uni.createFrom().failure(new KafkaException("no send")));

    // Then
    end.awaitFailure().assertFailedWith(BatchAbortedException.class, "no send");
    assertThat(kafka.effects()).containsExactly("connect", "begin", "abort", "rewind");
  }

  @Test
  void offsetsThatAreRefusedAbortTheBatch() {
    // Given
    kafka.fail("sendOffsets", new KafkaException("refused"));

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitFailure().assertFailedWith(BatchAbortedException.class, "refused");
    assertThat(kafka.effects())
        .containsExactly("connect", "begin", "work", "sendOffsets {raw-3=43}", "abort", "rewind");
  }

  @Test
  void theReasonIsWhatPutTheProducerIntoItsErrorState() {
    // Given
    kafka.fail(
        "sendOffsets", new KafkaException("in an error state", new TimeoutException("slow")));

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    assertThat(end.awaitFailure().getFailure())
        .hasMessageContaining("slow")
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void aCommitThatFailsIsNeverTakenForDone() {
    // Given
    kafka.fail("commit", new KafkaException("a send had failed"));

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitFailure().assertFailedWith(BatchAbortedException.class, "a send had failed");
    assertThat(kafka.effects()).endsWith("commit", "abort", "rewind");
  }

  @Test
  void aCommitThatTimedOutIsAskedForAgainAndNeverAborted() {
    // Given
    kafka.fail("commit", new TimeoutException(), new TimeoutException());

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitItem(Duration.ofSeconds(10)).assertItem("done");
    assertThat(kafka.effects()).endsWith("commit", "commit", "commit").doesNotContain("abort");
  }

  @Test
  void anAbortThatTimedOutIsAskedForAgain() {
    // Given
    kafka.fail("commit", new KafkaException("a send had failed"));
    kafka.fail("abort", new TimeoutException());

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitFailure(Duration.ofSeconds(10)).assertFailedWith(BatchAbortedException.class);
    assertThat(kafka.effects()).endsWith("commit", "abort", "abort", "rewind");
  }

  @Test
  void aProducerThatCannotEvenAbortIsUnusable() {
    // Given
    kafka.fail("commit", new ProducerFencedException("a newer one took over"));
    kafka.fail("abort", new ProducerFencedException("a newer one took over"));

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitFailure().assertFailedWith(UnusableClientException.class, "newer one");
    assertThat(kafka.effects()).doesNotContain("rewind");
  }

  @Test
  void aMemberWhoseTwinTookOverAbortsAndIsUnusable() {
    // Given
    kafka.fail("sendOffsets", new FencedInstanceIdException("another took its place"));

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitFailure().assertFailedWith(UnusableClientException.class, "took its place");
    assertThat(kafka.effects()).endsWith("abort").doesNotContain("rewind");
  }

  @Test
  void aProducerThatCannotBeginIsUnusable() {
    // Given
    kafka.fail("begin", new KafkaException("in an error state"));

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitFailure().assertFailedWith(UnusableClientException.class, "error state");
    assertThat(kafka.effects()).doesNotContain("work", "rewind");
  }

  @Test
  void aBatchOfAnOlderGenerationIsGivenBack() {
    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION - 1), work());

    // Then
    end.awaitFailure().assertFailedWith(BatchAbortedException.class, "generation 6");
    assertThat(kafka.effects()).containsExactly("connect", "begin", "work", "abort", "rewind");
  }

  @Test
  void brokersThatAreAwayAtTheStartAreWaitedFor() {
    // Given
    kafka.fail("connect", new TimeoutException("no coordinator"));

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitFailure().assertFailedWith(BatchAbortedException.class, "no coordinator");
    assertThat(kafka.effects()).containsExactly("connect", "rewind");
  }

  @Test
  void theRewindIsNeverGivenUp() {
    // Given
    kafka.fail("commit", new KafkaException("a send had failed"));
    kafka.fail("rewind", new TimeoutException(), new KafkaException("no committed offsets"));

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitFailure(Duration.ofSeconds(10)).assertFailedWith(BatchAbortedException.class);
    assertThat(kafka.effects()).endsWith("abort", "rewind", "rewind", "rewind");
  }

  @Test
  void theTransactionIsOpenAsLongAsTheWork() {
    // Given
    CompletableFuture<String> openWork = new CompletableFuture<>();

    // When
    run(polledIn(GENERATION), Uni.createFrom().completionStage(openWork)).assertNotTerminated();

    // Then
    assertThat(kafka.effects()).containsExactly("connect", "begin");
  }

  @Test
  void whatMustBeReadyIsReadyBeforeTheTransactionBegins() {
    // When
    run(polledIn(GENERATION), effect("ready"), work()).assertItem("done");

    // Then
    assertThat(kafka.effects()).startsWith("connect", "ready", "begin", "work");
  }

  @Test
  void whatDoesNotGetReadyIsTheWorldsFaultAndTheBatchComesAgain() {
    // Given
    Uni<Void> notReady = Uni.createFrom().failure(new TimeoutException("no answer"));

    // When
    run(polledIn(GENERATION), notReady, work()).assertFailedWith(BatchAbortedException.class);

    // Then
    assertThat(kafka.effects()).containsExactly("connect", "rewind");
  }

  private UniAssertSubscriber<String> run(ConsumedBatch batch, Uni<String> work) {
    return run(batch, Uni.createFrom().voidItem(), work);
  }

  private UniAssertSubscriber<String> run(ConsumedBatch batch, Uni<Void> ready, Uni<String> work) {
    return transaction
        .run(batch, ready, () -> work)
        .subscribe()
        .withSubscriber(new UniAssertSubscriber<>());
  }

  private Uni<Void> effect(String name) {
    return Uni.createFrom().voidItem().invoke(() -> kafka.did(name));
  }

  private Uni<String> work() {
    return Uni.createFrom()
        .item(
            () -> {
              kafka.did("work");
              return "done";
            });
  }

  private static ConsumedBatch polledIn(int generation) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 41, null, null);
    ConsumerRecords<byte[], byte[]> records =
        new ConsumerRecords<>(
            Map.of(PARTITION, List.of(record)), Map.of(PARTITION, new OffsetAndMetadata(43)));
    return new ConsumedBatch(records, List.of(), generation);
  }
}
