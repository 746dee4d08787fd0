package com.ecompulse.pipeline.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

/** What a table has, and when it is loaded. */
class TableFollowerTest extends TableFollowerScene {

  @Test
  void itIsLoadedWhenTheEndOfTheBeginningIsReached() {
    // Given
    MockConsumer<byte[], byte[]> consumer = consumer(4);
    consumer.schedulePollTask(() -> add(consumer, 0, "a", VIP));
    consumer.schedulePollTask(() -> assertThat(follower.loaded()).isNotDone());
    consumer.schedulePollTask(
        () -> {
          add(consumer, 1, "b", "{");
          add(consumer, 2, null, VIP);
          add(consumer, 3, "a", null);
        });

    // When
    follow(consumer);

    // Then
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(table.size()).isZero();
    assertThat(follower.broken()).isEqualTo(2);
  }

  @Test
  void whatATableHasNoRoomForIsCounted() {
    // Given
    MockConsumer<byte[], byte[]> consumer = consumer(5);
    consumer.schedulePollTask(
        () -> List.of(0, 1, 2, 3, 4).forEach(i -> add(consumer, i, "user" + i, VIP)));

    // When
    follow(consumer);

    // Then
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(table.size()).isEqualTo(3);
    assertThat(follower.refused()).isEqualTo(2);
    assertThat(follower.told()).isEqualTo("loaded entries=3 broken=0 refused=2");
  }

  /** Rows that the new topic does not have would stay until a restart. */
  @Test
  void aTopicThatIsMadeAnewIsLoadedAnew() {
    // Given
    MockConsumer<byte[], byte[]> consumer = consumer(2);
    consumer.schedulePollTask(
        () -> {
          add(consumer, 0, "a", VIP);
          add(consumer, 1, "b", VIP);
        });
    consumer.schedulePollTask(() -> assertThat(follower.loaded()).isDone());

    // When
    consumer.schedulePollTask(
        () -> {
          // As a consumer does whose position its topic does not have.
          consumer.updateEndOffsets(Map.of(FIRST, 3L));
          consumer.seek(FIRST, 0);
          List.of(0, 1, 2).forEach(i -> add(consumer, i, "new" + i, VIP));
        });
    consumer.schedulePollTask(
        () -> {
          assertThat(follower.loaded()).isNotDone();
          List.of(0, 1, 2).forEach(i -> add(consumer, i, "new" + i, VIP));
        });
    follow(consumer);

    // Then
    await().atMost(SOON).until(() -> table.segment("new2") == Segment.VIP);
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(table.segment("a")).isEqualTo(Segment.NEW);
    assertThat(table.size()).isEqualTo(3);
    assertThat(follower.told()).isEqualTo("loaded entries=3 broken=0 refused=0");
  }

  /** No record tells of it where the new one has less, and every batch would wait. */
  @Test
  void aTopicThatIsMadeAnewWhileItIsLoadedIsLoadedToItsNewEnd() {
    // Given
    MockConsumer<byte[], byte[]> consumer = consumer(4);
    consumer.schedulePollTask(() -> add(consumer, 0, "a", VIP));

    // When
    consumer.schedulePollTask(() -> consumer.updateEndOffsets(Map.of(FIRST, 0L)));
    follow(consumer);

    // Then
    await().atMost(SOON).until(() -> follower.loaded().isDone());
    assertThat(table.size()).isZero();
  }
}
