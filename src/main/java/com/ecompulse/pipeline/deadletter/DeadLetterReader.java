package com.ecompulse.pipeline.deadletter;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads dead letters for somebody who waits for the answer, on a thread that may block, in bounded
 * memory and for a bounded time.
 */
@Singleton
class DeadLetterReader {
  /** How long an answer may read; it then has what was found, and where to go on. */
  private static final Duration TIME = Duration.ofSeconds(5);

  private static final String UNTAGGED = "untagged";

  private final ScanPool scans;
  private final Duration time;

  @Inject
  DeadLetterReader(ScanPool scans) {
    this(scans, TIME);
  }

  DeadLetterReader(ScanPool scans, Duration time) {
    this.scans = scans;
    this.time = time;
  }

  /**
   * The newest letters that match.
   *
   * @param before where the page before this one ended; empty for the first
   */
  LetterPage page(LetterFilter filter, Optional<Cursor> before, int limit) {
    return scans.ofLetters(
        scan -> {
          List<BackwardRead> lanes = lanes(scan, filter, before);
          Deadline deadline = Deadline.in(time);
          List<LetterSummary> letters = new ArrayList<>();
          while (letters.size() < limit && lookOn(lanes, deadline)) {
            letters.add(newest(lanes).take());
          }
          return new LetterPage(letters, next(lanes));
        });
  }

  /** How many letters match. */
  LetterCounts count(LetterFilter filter, Optional<Cursor> after) {
    return scans.ofLetters(
        scan -> {
          Deadline deadline = Deadline.in(time);
          Map<String, Long> failures = new TreeMap<>();
          Map<Integer, Long> next = new HashMap<>();
          boolean isWhole = true;
          for (OffsetRange part : OffsetRange.of(scan, filter)) {
            long from = after.map(c -> c.offsets().get(part.partition())).orElse(part.from());
            long end = count(scan, filter, part, from, failures, deadline);
            next.put(part.partition(), end);
            isWhole &= end >= part.to();
          }
          long total = failures.values().stream().mapToLong(Long::longValue).sum();
          return new LetterCounts(total, failures, isWhole ? null : new Cursor(next).toString());
        });
  }

  private static long count(
      TopicScan scan,
      LetterFilter filter,
      OffsetRange part,
      long from,
      Map<String, Long> failures,
      Deadline deadline) {
    return scan.read(
        part.partition(),
        from,
        part.to(),
        record -> {
          Letter letter = new Letter(record);
          if (filter.matches(letter)) {
            failures.merge(Optional.ofNullable(letter.failure()).orElse(UNTAGGED), 1L, Long::sum);
          }
          return !deadline.isOver();
        });
  }

  /** The letter there, if there is one. */
  Optional<Letter> letter(Place place) {
    return scans.ofLetters(scan -> letter(scan, place));
  }

  static Optional<Letter> letter(TopicScan scan, Place place) {
    Long first = scan.beginnings().get(place.partition());
    if (first == null
        || place.offset() < first
        || place.offset() >= scan.ends().get(place.partition())) {
      return Optional.empty();
    }
    List<Letter> found = new ArrayList<>(1);
    scan.read(
        place.partition(),
        place.offset(),
        place.offset() + 1,
        record -> found.add(new Letter(record)));
    return found.stream().findFirst();
  }

  private static List<BackwardRead> lanes(
      TopicScan scan, LetterFilter filter, Optional<Cursor> before) {
    List<BackwardRead> lanes = new ArrayList<>();
    for (OffsetRange part : OffsetRange.of(scan, filter)) {
      long from = before.map(c -> c.offsets().get(part.partition())).orElse(part.to());
      lanes.add(new BackwardRead(scan, part, filter, from));
    }
    return lanes;
  }

  /** Whether there is a letter to take and it is known to be the newest. */
  private static boolean lookOn(List<BackwardRead> lanes, Deadline deadline) {
    for (BackwardRead lane : lanes) {
      while (!lane.hasFound() && !lane.isAtItsEnd()) {
        if (!lane.readOn(deadline::isOver)) {
          return false;
        }
      }
    }
    return lanes.stream().anyMatch(BackwardRead::hasFound);
  }

  private static BackwardRead newest(List<BackwardRead> lanes) {
    return lanes.stream()
        .filter(BackwardRead::hasFound)
        .max(Comparator.comparing(lane -> lane.newest().timestamp()))
        .orElseThrow();
  }

  private static String next(List<BackwardRead> lanes) {
    Map<Integer, Long> offsets = new HashMap<>();
    lanes.forEach(lane -> offsets.put(lane.partition(), lane.goOnBefore()));
    return lanes.stream().allMatch(BackwardRead::isAtItsEnd)
        ? null
        : new Cursor(offsets).toString();
  }
}
