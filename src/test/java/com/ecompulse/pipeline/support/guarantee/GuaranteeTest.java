package com.ecompulse.pipeline.support.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A guarantee that cannot fail guards nothing. */
class GuaranteeTest {

  private static final SentEvent A1 = new SentEvent("a1", "a", "purchase");
  private static final SentEvent A2 = new SentEvent("a2", "a", "purchase");
  private static final SentEvent A3 = new SentEvent("a3", "a", "page_view");
  private static final SentEvent B1 = new SentEvent("b1", "b", "purchase");
  private static final List<SentEvent> NONE = List.of();

  private final OneOutcomePerEvent oneOutcome = new OneOutcomePerEvent();
  private final OrderPerUserAndType order = new OrderPerUserAndType();

  @Test
  void allAreKeptWhenEachEventComesOutOnceInOrder() {
    // Given
    History history = history(List.of(A1, A2, A3, B1), NONE, List.of(B1, A1, A3), List.of(A2));

    // When, Then
    assertThat(Guarantee.all()).allSatisfy(guarantee -> guarantee.assertKept(history));
    assertThatCode(() -> new Conservation(4).assertKept(history)).doesNotThrowAnyException();
  }

  @Test
  void aLostEventIsAnOffence() {
    // Given
    History history = history(List.of(A1, A2), NONE, List.of(A1), NONE);

    // When, Then
    assertThat(oneOutcome.offences(history))
        .singleElement()
        .asString()
        .startsWith("lost:")
        .contains("eventId=a2");
  }

  @Test
  void anEventThatCameOutTwiceIsAnOffence() {
    // Given
    History history = history(List.of(A1), NONE, List.of(A1, A1), NONE);

    // When, Then
    assertThat(oneOutcome.offences(history))
        .containsExactly("2 times: event_id=a1 at enriched-0@0, enriched-0@1");
  }

  @Test
  void anEventThatIsBothEnrichedAndDeadIsAnOffence() {
    // Given
    History history = history(List.of(A1), NONE, List.of(A1), List.of(A1));

    // When, Then
    assertThat(oneOutcome.offences(history))
        .containsExactly("2 times: event_id=a1 at enriched-0@0, dlq-0@0");
  }

  @Test
  void anOutcomeOfAnEventThatWasNeverSentIsAnOffence() {
    // Given
    History history = history(List.of(A1), NONE, List.of(A1, B1), NONE);

    // When, Then
    assertThat(oneOutcome.offences(history))
        .containsExactly("orphan, never sent: event_id=b1 at enriched-0@1");
  }

  @Test
  void anUnansweredEventMayComeOutOrNot() {
    // Given
    History without = history(List.of(A1), List.of(B1), List.of(A1), NONE);
    History with = history(List.of(A1), List.of(B1), List.of(A1, B1), NONE);

    // When, Then
    assertThat(oneOutcome.offences(without)).isEmpty();
    assertThat(oneOutcome.offences(with)).isEmpty();
  }

  @Test
  void anUnansweredEventThatCameOutTwiceIsAnOffence() {
    // Given
    History history = history(NONE, List.of(B1), List.of(B1), List.of(B1));

    // When, Then
    assertThat(oneOutcome.offences(history)).singleElement().asString().startsWith("2 times");
  }

  @Test
  void eventsOfOneUserAndTypeInAnotherOrderAreAnOffence() {
    // Given
    History history = history(List.of(A1, A2), NONE, List.of(A2, A1), NONE);

    // When, Then
    assertThat(order.offences(history))
        .containsExactly(
            "out of order: user_id=a event_type=purchase event_id=a1 at enriched-0@1"
                + " stands after event_id=a2 at enriched-0@0");
  }

  @Test
  void eventsOfOtherUsersOrTypesMayComeInAnyOrder() {
    // Given
    History history = history(List.of(A1, A3, B1), NONE, List.of(B1, A3, A1), NONE);

    // When, Then
    assertThat(order.offences(history)).isEmpty();
  }

  @Test
  void aRecordMoreOrLessThanWasConsumedIsAnOffence() {
    // Given
    History history = history(List.of(A1, A2), NONE, List.of(A1), List.of(A2));

    // When, Then
    assertThat(new Conservation(3).offences(history)).hasSize(1);
    assertThat(new Conservation(1).offences(history)).hasSize(1);
    assertThat(new Conservation(3, 1).offences(history)).isEmpty();
  }

  @Test
  void theFailureTellsThePromiseAndTheFirstOffences() {
    // Given
    List<SentEvent> many =
        IntStream.range(0, 20).mapToObj(i -> new SentEvent("e" + i, "u", "purchase")).toList();
    History nothingCameOut = history(many, NONE, NONE, NONE);

    // When, Then
    assertThatThrownBy(() -> oneOutcome.assertKept(nothingCameOut))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("exactly once")
        .hasMessageContaining("Broken 20 times")
        .hasMessageContaining("eventId=e4,")
        .hasMessageNotContaining("eventId=e5,");
  }

  private static History history(
      List<SentEvent> accepted,
      List<SentEvent> unanswered,
      List<SentEvent> enriched,
      List<SentEvent> deadLetters) {
    return new History(
        accepted, unanswered, records("enriched", enriched), records("dlq", deadLetters));
  }

  private static List<ReadRecord> records(String topic, List<SentEvent> events) {
    List<ReadRecord> records = new ArrayList<>();
    for (SentEvent event : events) {
      records.add(
          new ReadRecord(
              topic, 0, records.size(), event.eventId(), event.userId(), event.eventType()));
    }
    return records;
  }
}
