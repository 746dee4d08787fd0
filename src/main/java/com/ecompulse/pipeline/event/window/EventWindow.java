package com.ecompulse.pipeline.event.window;

import com.ecompulse.pipeline.event.Occurrences;
import com.ecompulse.pipeline.event.RawEvent;
import java.time.Duration;

/**
 * The valid events that one partition of the raw topic had within the window, and what they make of
 * the next one. It is told every record in the order of the log, and nothing else: see the package
 * for what it decides.
 *
 * <p>What a batch adds is taken back by {@link #abort()} until {@link #commit()} was called. For
 * one thread at a time.
 */
public final class EventWindow implements Occurrences {
  /**
   * Ages are differences of 32 bits; the oldest entry is at most two windows old when looked at.
   */
  public static final Duration LONGEST = Duration.ofDays(24);

  private static final long NEVER = Long.MIN_VALUE;

  private final long spanMillis;
  private final int most;
  private final EntryRing ring = new EntryRing();
  private final IdIndex index = new IdIndex(ring);
  private final SessionTable sessions = new SessionTable();
  private final UndoLog undo = new UndoLog();
  private long head;
  private long clock = NEVER;
  private long committedClock = NEVER;

  /** When the last identity occurred that had to go for the number of occurrences alone. */
  private long lastCut = NEVER;

  private long committedCut = NEVER;
  private boolean replay;

  /**
   * @param span how far back an occurrence counts, to the millisecond
   * @param most occurrences that count, the last ones
   */
  public EventWindow(Duration span, int most) {
    if (span.isNegative() || span.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("The window must be from 0 to " + LONGEST);
    }
    if (most < 1) {
      throw new IllegalArgumentException("The window must hold at least one occurrence");
    }
    this.spanMillis = span.toMillis();
    this.most = most;
  }

  /**
   * Comes to the next record, valid or not. Returns this window, to be told of its event.
   *
   * @param timestampMillis the record's timestamp, epoch milliseconds
   * @param replay whether its event is a dead letter's, which is never a repeat
   */
  public Occurrences at(long timestampMillis, boolean replay) {
    this.replay = replay;
    if (timestampMillis > clock) {
      boolean allExpire = clock != NEVER && timestampMillis - clock > spanMillis;
      clock = timestampMillis;
      while (head < ring.tail() && (allExpire || isExpired())) {
        undo.reserve();
        evict();
      }
    }
    return this;
  }

  @Override
  public int add(RawEvent event) {
    Fingerprint print = Fingerprint.of(event);
    return add(print.high(), print.low(), print.session());
  }

  /** Takes nearly all memory first; after an {@link OutOfMemoryError}, drop the window. */
  int add(long high, long low, long session) {
    reserve();
    long before = index.find(high, low);
    int number = sessions.number(session);
    sessions.join(number);
    if (before != IdIndex.NONE) {
      sessions.leave(ring.session(before));
    }
    ring.append(high, low, (int) clock, number);
    index.put(ring.tail() - 1);
    undo.added(before);
    int position = sessions.count(number);
    if (ring.tail() - head > most) {
      cut();
    }
    return before == IdIndex.NONE || replay ? position : REPEATED;
  }

  /** What was added stays. */
  public void commit() {
    undo.clear();
    committedClock = clock;
    committedCut = lastCut;
    sessions.sweep();
    ring.release(head);
    index.shrink(head);
  }

  /** Takes back whatever happened since the last commit. */
  public void abort() {
    for (; !undo.isEmpty(); undo.back()) {
      if (undo.isAdded()) {
        takeBack(undo.before());
      } else {
        restore(undo.isEvictedLive());
      }
    }
    undo.clear();
    clock = committedClock;
    lastCut = committedCut;
    sessions.sweep();
  }

  /**
   * How far back from the clock every identity is known, in milliseconds: the window, or less while
   * it reaches back to one that had to go for the number of occurrences. Never more than is true:
   * the identity that went may have come again meanwhile.
   */
  public long knownMillis() {
    return lastCut == NEVER ? spanMillis : Math.min(spanMillis, clock - lastCut);
  }

  /** Occurrences held now. */
  public int size() {
    return (int) (ring.tail() - head);
  }

  /** Bytes of the arrays that hold them. */
  public long bytes() {
    return ring.bytes() + index.bytes() + sessions.tableBytes();
  }

  private void reserve() {
    undo.reserve();
    sessions.reserve();
    if (ring.isFull()) {
      ring.grow();
    }
    ring.reserve();
    index.reserve(head);
  }

  private boolean isExpired() {
    return Integer.toUnsignedLong((int) clock - ring.time(head)) > spanMillis;
  }

  /** Not for its age: what is as old as this one, and comes again, is not known any more. */
  private void cut() {
    long time = clock - Integer.toUnsignedLong((int) clock - ring.time(head));
    if (evict()) {
      lastCut = time;
    }
  }

  /** Returns whether it was its identity's last occurrence, which is not known any more. */
  private boolean evict() {
    long high = ring.high(head);
    long low = ring.low(head);
    boolean live = index.find(high, low) == head;
    if (live) {
      index.remove(high, low);
      sessions.leave(ring.session(head));
    }
    undo.evicted(live);
    head++;
    return live;
  }

  private void restore(boolean live) {
    head--;
    if (live) {
      index.put(head);
      sessions.join(ring.session(head));
    }
  }

  private void takeBack(long before) {
    long last = ring.tail() - 1;
    if (before == IdIndex.NONE) {
      index.remove(ring.high(last), ring.low(last));
    } else {
      index.put(before);
      sessions.join(ring.session(before));
    }
    sessions.leave(ring.session(last));
    ring.takeBack();
  }
}
