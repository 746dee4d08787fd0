package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

class KnownTopicsTest {
  /** For what becomes known becomes so on another thread. */
  private static final Duration A_WHILE = Duration.ofMillis(200);

  private final KnownTopics topics = new KnownTopics();

  @Test
  void beforeTheFirstLookNoneIsKnownAndNoneMissing() {
    assertThat(topics.isKnown(TopicSpec.RAW)).isFalse();
    assertThat(topics.isMissing(TopicSpec.RAW)).isFalse();
  }

  @Test
  void aMissingTopicIsKnownOnceItStandsAndHoldsUpNoOther() {
    // When
    topics.found(TopicFindings.missing(TopicSpec.RAW));

    // Then
    await().until(() -> topics.isKnown(TopicSpec.ENRICHED));
    assertThat(topics.isKnown(TopicSpec.RAW)).isFalse();
    assertThat(topics.isMissing(TopicSpec.RAW)).isTrue();
    assertThatThrownBy(() -> topics.mustKnow(TopicSpec.RAW)).hasMessageContaining("is missing");
    topics.found(TopicFindings.NONE);
    await().until(() -> topics.isKnown(TopicSpec.RAW));
    assertThat(topics.isMissing(TopicSpec.RAW)).isFalse();
  }

  @Test
  void aTopicThatIsRefusedIsNotWaitedFor() {
    // When
    topics.found(TopicFindings.refused(TopicSpec.RAW));

    // Then
    await().until(() -> topics.isKnown(TopicSpec.RAW));
  }

  @Test
  void whereBrokersAreAwayAnotherLookIsWaitedFor() {
    // When
    topics.lookEnded(null, new CompletionException(new TimeoutException("no answer")));

    // Then
    CompletableFuture<Void> looked = topics.whenLookedFor().toCompletableFuture();
    await().during(A_WHILE).until(() -> !looked.isDone() && !topics.isKnown(TopicSpec.RAW));
  }

  @Test
  void brokersThatWillNotTellHoldNothingUp() {
    // When
    topics.lookEnded(null, new CompletionException(new UnsupportedVersionException("too old")));

    // Then
    await().until(() -> topics.isKnown(TopicSpec.RAW));
    assertThat(topics.whenLookedFor().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void whatIsMissingStaysSoThoughALaterLookIsRefused() {
    // Given
    topics.found(TopicFindings.missing(TopicSpec.RAW));

    // When
    topics.lookEnded(null, new CompletionException(new UnsupportedVersionException("too old")));

    // Then
    await()
        .during(A_WHILE)
        .until(() -> topics.isMissing(TopicSpec.RAW) && !topics.isKnown(TopicSpec.RAW));
  }

  @Test
  void aTopicThatNobodyLooksAtIsNotWaitedFor() {
    assertThat(topics.isKnown("somebody-elses")).isTrue();
    assertThat(topics.whenKnown("somebody-elses").toCompletableFuture()).isCompleted();
  }
}
