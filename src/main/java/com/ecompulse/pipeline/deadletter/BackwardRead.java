package com.ecompulse.pipeline.deadletter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a range from its end to its beginning. Kafka reads only forwards, so it goes back chunk by
 * chunk, and keeps of a chunk's letters those that are wanted, without their payloads.
 */
final class BackwardRead {
  private static final int FIRST_CHUNK = 100;
  private static final int LARGEST_CHUNK = 4_000;

  private final TopicScan scan;
  private final OffsetRange range;
  private final LetterFilter filter;
  private final Deque<LetterSummary> found = new ArrayDeque<>();
  private long unread;
  private int chunk = FIRST_CHUNK;

  /**
   * @param before where to begin, exclusive
   */
  BackwardRead(TopicScan scan, OffsetRange range, LetterFilter filter, long before) {
    this.scan = scan;
    this.range = range;
    this.filter = filter;
    this.unread = Math.min(before, range.to());
  }

  boolean hasFound() {
    return !found.isEmpty();
  }

  boolean isAtItsEnd() {
    return found.isEmpty() && unread <= range.from();
  }

  /**
   * Goes back one chunk; each is twice as large as the last, for what is sought seems rare. A chunk
   * that the time ends in is given up, for its newest letters would have come last; the first is
   * read whatever the time, so that every page gets on.
   *
   * @return whether there was time for it
   */
  boolean readOn(BooleanSupplier isTimeUp) {
    BooleanSupplier isOver = chunk == FIRST_CHUNK ? () -> false : isTimeUp;
    if (isOver.getAsBoolean()) {
      return false;
    }
    long from = Math.max(range.from(), unread - chunk);
    if (!lookThrough(from, isOver)) {
      found.clear();
      return false;
    }
    unread = from;
    chunk = Math.min(2 * chunk, LARGEST_CHUNK);
    return true;
  }

  private boolean lookThrough(long from, BooleanSupplier isOver) {
    long end =
        scan.read(
            range.partition(),
            from,
            unread,
            record -> {
              look(record);
              return !isOver.getAsBoolean();
            });
    return end >= unread;
  }

  private void look(ConsumerRecord<byte[], byte[]> record) {
    Letter letter = new Letter(record);
    if (filter.matches(letter)) {
      found.addFirst(LetterSummary.of(letter));
    }
  }

  /** The newest letter found and not yet taken; null where there is none. */
  LetterSummary newest() {
    return found.peekFirst();
  }

  LetterSummary take() {
    return found.removeFirst();
  }

  int partition() {
    return range.partition();
  }

  /** Where another read would begin to find what this one has not given. */
  long goOnBefore() {
    return found.isEmpty() ? unread : found.getFirst().offset() + 1;
  }
}
