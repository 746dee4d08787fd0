package com.ecompulse.pipeline.event.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever happens to the processes that read it, a log has one set of decisions: those of a naive
 * model that looks at the whole log for each of its records.
 */
class EventWindowPropertyTest {
  private static final int NO_EVENT = -1;

  /**
   * @param id of the event, {@link #NO_EVENT} for a record that holds no valid one
   */
  private record Logged(long timestamp, int id, int session, boolean replay) {}

  @Property(tries = 2000)
  void crashesAbortsAndReassignmentsChangeNoDecision(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 30) int span,
      @ForAll @IntRange(min = 1, max = 20) int most) {
    // Given
    Random random = new Random(seed);
    List<Logged> log = log(random, 1 + random.nextInt(150));

    // When
    List<Integer> decisions = new Life(log, span, most, random).live();

    // Then
    assertThat(decisions).isEqualTo(model(log, span, most));
  }

  @Property(tries = 5)
  void aWindowThatGrowsAndEmptiesDecidesAsTheModelDoes(@ForAll long seed) {
    // Given
    Random random = new Random(seed);
    int span = 40;
    int most = 1 + random.nextInt(3000);
    List<Logged> log = bursts(random, 3000);

    // When
    List<Integer> decisions = new Life(log, span, most, random).live();

    // Then
    assertThat(decisions).isEqualTo(model(log, span, most));
  }

  @Property(tries = 2000)
  void whateverHappensItIsToldHowFarBackEverythingIsKnown(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 30) int span,
      @ForAll @IntRange(min = 1, max = 20) int most) {
    // Given
    Random random = new Random(seed);
    List<Logged> log = log(random, 1 + random.nextInt(150));
    Life life = new Life(log, span, most, random);

    // When
    life.live();

    // Then
    assertThat(life.known).isNotEmpty();
    life.known.forEach(
        (end, known) ->
            assertThat(known).as("of %d records", end).isEqualTo(known(log, end, span, most)));
  }

  /** The life of a partition: batches that are committed or come again, and new owners. */
  private static final class Life {
    private final List<Logged> log;
    private final int span;
    private final int most;
    private final Random random;
    private final int longestBatch;
    private final List<Integer> decisions = new ArrayList<>();

    /** By the offset behind each batch, whatever becomes of it then. */
    private final Map<Integer, Long> known = new HashMap<>();

    private EventWindow window;

    Life(List<Logged> log, int span, int most, Random random) {
      this.log = log;
      this.span = span;
      this.most = most;
      this.random = random;
      this.longestBatch = Math.max(10, log.size() / 20);
    }

    List<Integer> live() {
      while (decisions.size() < log.size()) {
        int from = decisions.size();
        int to = Math.min(log.size(), from + 1 + random.nextInt(longestBatch));
        if (window == null) {
          window = warmedUp(from);
        }
        long knownBefore = window.knownMillis();
        List<Integer> ofBatch = decide(window, from, to);
        known.put(to, window.knownMillis());
        switch (random.nextInt(6)) {
          case 0, 1 -> {
            window.abort();
            assertThat(window.knownMillis()).as("after an abort").isEqualTo(knownBefore);
          }
          case 2 -> window = null; // killed, or the partition is another's now
          default -> {
            window.commit();
            decisions.addAll(ofBatch);
            window = random.nextInt(6) == 0 ? null : window;
          }
        }
      }
      return decisions;
    }

    private EventWindow warmedUp(int at) {
      EventWindow warmed = new EventWindow(Duration.ofMillis(span), most);
      int start = 0;
      while (log.get(start).timestamp() < log.get(at).timestamp() - span) {
        start++;
      }
      decide(warmed, start, at);
      warmed.commit();
      return warmed;
    }

    private List<Integer> decide(EventWindow by, int from, int to) {
      return log.subList(from, to).stream().map(record -> decision(by, record)).toList();
    }
  }

  private static int decision(EventWindow window, Logged record) {
    window.at(record.timestamp(), record.replay());
    // Alike in one half, and mostly in their places: ids that differ in the other half alone.
    return record.id() == NO_EVENT
        ? NO_EVENT
        : window.add((long) (record.id() % 7) << 60, record.id(), record.session());
  }

  private static List<Integer> model(List<Logged> log, int span, int most) {
    List<Integer> decisions = new ArrayList<>();
    List<Logged> seen = new ArrayList<>(); // the occurrences, at the clock's time
    long clock = Long.MIN_VALUE;
    for (Logged record : log) {
      clock = Math.max(clock, record.timestamp());
      if (record.id() == NO_EVENT) {
        decisions.add(NO_EVENT);
        continue;
      }
      Map<Integer, Integer> sessions = new HashMap<>();
      for (int i = Math.max(0, seen.size() - most); i < seen.size(); i++) {
        if (seen.get(i).timestamp() >= clock - span) {
          sessions.put(seen.get(i).id(), seen.get(i).session());
        }
      }
      boolean repeated = sessions.remove(record.id()) != null;
      long others = sessions.values().stream().filter(of -> of == record.session()).count();
      decisions.add(repeated && !record.replay() ? 0 : 1 + (int) others);
      seen.add(new Logged(clock, record.id(), record.session(), false));
    }
    return decisions;
  }

  /**
   * From the clock back to the last occurrence that as many others came behind as are kept, none of
   * them of its identity, while it was within the window.
   */
  private static long known(List<Logged> log, int end, int span, int most) {
    List<Logged> seen = occurrences(log.subList(0, end));
    long clock = log.subList(0, end).stream().mapToLong(Logged::timestamp).max().orElseThrow();
    long known = span;
    for (int i = 0; i + most < seen.size(); i++) {
      int id = seen.get(i).id();
      if (seen.subList(i + 1, i + most + 1).stream().noneMatch(later -> later.id() == id)) {
        known = Math.min(span, clock - seen.get(i).timestamp());
      }
    }
    return known;
  }

  /** At the clock's time. */
  private static List<Logged> occurrences(List<Logged> log) {
    List<Logged> seen = new ArrayList<>();
    long clock = Long.MIN_VALUE;
    for (Logged record : log) {
      clock = Math.max(clock, record.timestamp());
      if (record.id() != NO_EVENT) {
        seen.add(new Logged(clock, record.id(), record.session(), false));
      }
    }
    return seen;
  }

  private static List<Logged> log(Random random, int length) {
    List<Logged> log = new ArrayList<>();
    long now = 1_795_000_000_000L;
    for (int i = 0; i < length; i++) {
      now += random.nextInt(random.nextInt(20) == 0 ? 60 : 4);
      long timestamp = now - (random.nextInt(4) == 0 ? random.nextInt(40) : 0);
      int id = random.nextInt(8) == 0 ? NO_EVENT : random.nextInt(12);
      log.add(new Logged(timestamp, id, random.nextInt(3), random.nextInt(10) == 0));
    }
    return log;
  }

  /** Some thousand at a time, and then nearly nothing. */
  private static List<Logged> bursts(Random random, int length) {
    List<Logged> log = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < length; i++) {
      now += i / 500 % 2 == 0 ? random.nextInt(50) / 49 : random.nextInt(20);
      log.add(new Logged(now, random.nextInt(3000), random.nextInt(900), false));
    }
    return log;
  }
}
