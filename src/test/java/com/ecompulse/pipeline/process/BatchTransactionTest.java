package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchTransactionTest extends TransactionScene {

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
  void brokersThatAreAwayAtTheStartAreWaitedFor() {
    // Given
    kafka.fail("connect", new TimeoutException("no coordinator"));

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitFailure().assertFailedWith(BatchAbortedException.class, "no coordinator");
    assertThat(kafka.effects()).containsExactly("connect", "rewind");
  }

  /** The next try would make another one, and leave this one with its connections. */
  @ParameterizedTest
  @MethodSource("refusals")
  void aProducerThatIsRefusedAtTheStartIsUnusable(KafkaException refusal) {
    // Given
    kafka.fail("connect", refusal);

    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION), work());

    // Then
    end.awaitFailure().assertFailedWith(UnusableClientException.class, "by name");
    assertThat(kafka.effects()).containsExactly("connect");
  }

  static Stream<KafkaException> refusals() {
    return Stream.of(
        new TransactionalIdAuthorizationException("by name"),
        new ClusterAuthorizationException("by name"),
        new SaslAuthenticationException("by name"),
        new ProducerFencedException("by name"));
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
}
