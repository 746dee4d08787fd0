package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What does not go well, and is undone. */
class AbortedTransactionTest extends TransactionScene {

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
  void theReasonIsToldWhateverItCameIn() {
    // Given
    Throwable reason = new TimeoutException("no answer");

    // When
    Throwable aborted =
        new BatchAbortedException(
            new CompletionException(new KafkaException("in an error state", reason)));

    // Then
    assertThat(aborted).hasMessageContaining("no answer").hasCause(reason);
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
  void aBatchOfAnOlderGenerationIsGivenBackBeforeAnythingIsMadeReadyForIt() {
    // When
    UniAssertSubscriber<String> end = run(polledIn(GENERATION - 1), effect("ready"), work());

    // Then
    end.awaitFailure().assertFailedWith(BatchAbortedException.class, "generation 6");
    assertThat(kafka.effects()).containsExactly("connect", "rewind");
  }

  @Test
  void aBatchThatIsOvertakenByARebalanceIsGivenBack() {
    // When
    UniAssertSubscriber<String> end =
        run(polledIn(GENERATION), work().invoke(() -> kafka.rebalance()));

    // Then
    end.awaitFailure().assertFailedWith(BatchAbortedException.class, "generation 7");
    assertThat(kafka.effects()).containsExactly("connect", "begin", "work", "abort", "rewind");
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
}
