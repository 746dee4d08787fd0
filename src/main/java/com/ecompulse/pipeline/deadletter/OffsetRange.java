package com.ecompulse.pipeline.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The part of a partition in which letters of a time can stand.
 *
 * @param from its first offset, inclusive
 * @param to its last, exclusive
 */
record OffsetRange(int partition, long from, long to) {
  /** Processes' clocks differ: a letter may stand this long behind a later one. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** One for each partition, in their order; empty ones among them. */
  static List<OffsetRange> of(TopicScan scan, LetterFilter filter) {
    Map<Integer, Long> beginnings = scan.beginnings();
    Map<Integer, Long> ends = scan.ends();
    Map<Integer, Long> first = filter.from() == null ? beginnings : scan.firstSince(filter.from());
    Map<Integer, Long> last =
        filter.to() == null ? ends : scan.firstSince(filter.to().plus(CLOCK_SKEW));
    return ends.keySet().stream()
        .sorted()
        .map(
            partition -> {
              long end = ends.get(partition);
              long from = Math.max(beginnings.get(partition), first.getOrDefault(partition, end));
              return new OffsetRange(
                  partition, from, Math.min(end, last.getOrDefault(partition, end)));
            })
        .toList();
  }
}
