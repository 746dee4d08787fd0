package com.ecompulse.pipeline.event.window;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.bytes;
import static com.ecompulse.pipeline.event.Events.enriched;
import static com.ecompulse.pipeline.event.Events.tree;
import static com.ecompulse.pipeline.event.window.WindowIds.addAll;
import static com.ecompulse.pipeline.event.window.WindowIds.spread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Events;
import com.ecompulse.pipeline.event.Failure;
import com.ecompulse.pipeline.event.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventWindowTest {
  private static final EventPipeline PIPELINE =
      new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps());
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long NOON = 1_795_000_000_000L;

  private final EventWindow window = new EventWindow(HOUR, 1000);

  @Test
  void anEventThatComesAgainIsADuplicate() {
    assertThat(outcome(event("u", "e", "s"), NOON)).isEqualTo("enriched 1");
    assertThat(outcome(event("u", "e", "s"), NOON + 1)).isEqualTo("duplicate");
  }

  @Test
  void equalIdsOfDifferentUsersAreDifferentEvents() {
    assertThat(outcome(event("u", "e", "s"), NOON)).isEqualTo("enriched 1");
    assertThat(outcome(event("v", "e", "s"), NOON)).isEqualTo("enriched 1");
  }

  /** As one text they would be equal. */
  @Test
  void theBorderBetweenUserAndIdCounts() {
    assertThat(outcome(event("ab", "c", "s"), NOON)).isEqualTo("enriched 1");
    assertThat(outcome(event("a", "bc", "s"), NOON)).isEqualTo("enriched 1");
  }

  @ParameterizedTest
  @CsvSource({"0, duplicate", "1, enriched 1"})
  void anEventIsRememberedForTheWindowAndNoLonger(long later, String expected) {
    outcome(event("u", "e", "s"), NOON);

    assertThat(outcome(event("u", "e", "s"), NOON + HOUR.toMillis() + later)).isEqualTo(expected);
  }

  @Test
  void whoResendsForEverIsADuplicateForEver() {
    outcome(event("u", "e", "s"), NOON);
    outcome(event("u", "e", "s"), NOON + HOUR.toMillis());

    assertThat(outcome(event("u", "e", "s"), NOON + 2 * HOUR.toMillis())).isEqualTo("duplicate");
  }

  @Test
  void aRecordThatComesLateIsJudgedAtTheTimeThatItsPartitionHasReached() {
    outcome(event("u", "e", "s"), NOON + HOUR.toMillis());
    outcome(event("u", "late", "s"), NOON);

    assertThat(outcome(event("u", "late", "s"), NOON + 2 * HOUR.toMillis())).isEqualTo("duplicate");
  }

  @Test
  void anyRecordMovesTheClockOn() {
    outcome(event("u", "e", "s"), NOON);
    outcome("no event", NOON + HOUR.toMillis() + 1);

    assertThat(outcome(event("u", "e", "s"), NOON)).isEqualTo("enriched 1");
  }

  @Test
  void anEventThatWasRejectedHasNotOccurred() {
    assertThat(outcome(event("u", "e", "s").replace("custom", "NOT"), NOON))
        .isEqualTo("invalid-event");

    assertThat(outcome(event("u", "e", "s"), NOON)).isEqualTo("enriched 1");
  }

  @Test
  void aReplayIsNeverADuplicateAndWhatFollowsItIs() {
    outcome(event("u", "e", "s"), NOON);

    assertThat(outcome(event("u", "e", "s"), NOON, true)).isEqualTo("enriched 1");
    assertThat(outcome(event("u", "e", "s"), NOON)).isEqualTo("duplicate");
  }

  @Test
  void aSessionsEventsAreCountedEachOnceAndByUser() {
    outcome(event("u", "1", "s"), NOON);
    outcome(event("u", "1", "s"), NOON);
    outcome(event("v", "2", "s"), NOON);

    assertThat(outcome(event("u", "3", "s"), NOON)).isEqualTo("enriched 2");
    assertThat(outcome(event("u", "4", "t"), NOON)).isEqualTo("enriched 1");
  }

  @Test
  void ofASessionThatIsLongerThanTheWindowTheLastWindowIsCounted() {
    outcome(event("u", "1", "s"), NOON);
    outcome(event("u", "2", "s"), NOON + 1);

    assertThat(outcome(event("u", "3", "s"), NOON + HOUR.toMillis() + 1)).isEqualTo("enriched 2");
  }

  @Test
  void anAbortedBatchIsNoDuplicateOfItself() {
    outcome(event("u", "1", "s"), NOON);
    window.commit();
    outcome(event("u", "2", "s"), NOON + HOUR.toMillis() + 1);
    window.abort();

    assertThat(outcome(event("u", "2", "s"), NOON)).isEqualTo("enriched 2");
    assertThat(outcome(event("u", "1", "s"), NOON)).isEqualTo("duplicate");
  }

  /** The ring grows while the index is nearly empty, and then all comes back. */
  @Test
  void anAbortBringsBackAllThatItsBatchHadEvicted() {
    // Given
    EventWindow large = new EventWindow(HOUR, 10_000);
    addAll(large, NOON, 0, 1020);
    large.commit();

    // When
    addAll(large, NOON + 2 * HOUR.toMillis(), 2_000, 2_010);
    large.abort();

    // Then
    large.at(NOON, false);
    for (int i = 0; i < 1020; i++) {
      assertThat(large.add(spread(i), i, i)).as("id %d", i).isZero();
    }
    assertThat(large.add(spread(2_000), 2_000, 0)).isPositive();
  }

  @Test
  void beyondTheMostThatIsKeptTheOldestIsForgotten() {
    for (int i = 0; i <= 1000; i++) {
      outcome(event("u", "e" + i, "s"), NOON);
    }

    assertThat(window.size()).isEqualTo(1000);
    assertThat(outcome(event("u", "e1", "s"), NOON)).isEqualTo("duplicate");
    assertThat(outcome(event("u", "e0", "s"), NOON)).startsWith("enriched");
  }

  /** Whoever warms up must come to the same: only without making anything of the events. */
  @Test
  void whatIsOnlyAddedIsRememberedAsWell() {
    PIPELINE.add(bytes(event("u", "e", "s")), CONTEXT.receivedAtMillis(), window.at(NOON, false));
    PIPELINE.add(bytes("no event"), CONTEXT.receivedAtMillis(), window.at(NOON, false));

    assertThat(outcome(event("u", "e", "s"), NOON)).isEqualTo("duplicate");
    assertThat(window.size()).isEqualTo(2); // and its repeat
  }

  @Test
  void aWindowHasItsBounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EventWindow(HOUR.negated(), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new EventWindow(HOUR, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventWindow(EventWindow.LONGEST.plusMillis(1), 1));
  }

  private String outcome(String event, long timestamp) {
    return outcome(event, timestamp, false);
  }

  private String outcome(String event, long timestamp, boolean replay) {
    Outcome outcome = PIPELINE.process(bytes(event), CONTEXT, window.at(timestamp, replay));
    return outcome.fold(event1 -> "enriched " + sequence(outcome), Failure::tag, () -> "duplicate");
  }

  private static int sequence(Outcome outcome) {
    return tree(enriched(outcome).bytes()).at("/enrichment/session_sequence").intValue();
  }

  private static String event(String user, String id, String session) {
    return MINIMAL
        .replace("\"u\"", '"' + user + '"')
        .replace("\"e\"", '"' + id + '"')
        .replace("\"s\"", '"' + session + '"');
  }
}
