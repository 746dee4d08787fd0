package com.ecompulse.pipeline.deadletter;

import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Watches for replays that are not done and that nobody works on: nothing was written to their
 * topic between two looks. It may be wrong about a slow one, which then goes on here. For one
 * thread.
 */
final class AbandonedReplays {
  /** Whether there are replays that are not done, as the topic said at its last end. */
  private enum Unfinished {
    UNKNOWN,
    NONE,
    SOME
  }

  private final DeadLetterClients clients;
  private final ReplayLog log;
  private Optional<TopicScan> scan = Optional.empty();
  private long lastEnd = -1;
  private Unfinished unfinished = Unfinished.UNKNOWN;

  AbandonedReplays(DeadLetterClients clients, ReplayLog log) {
    this.clients = clients;
    this.log = log;
  }

  /** Looks, and tells whether somebody should take over. */
  boolean exist() {
    TopicScan open = scan.orElseGet(clients::replays);
    scan = Optional.of(open);
    try {
      return exist(open);
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  private boolean exist(TopicScan open) {
    long end = log.end(open);
    if (end != lastEnd) {
      lastEnd = end;
      unfinished = Unfinished.UNKNOWN;
      return false;
    }
    if (unfinished == Unfinished.UNKNOWN) {
      unfinished = isAnyUnfinished(open) ? Unfinished.SOME : Unfinished.NONE;
    }
    // Reading a long topic takes its time, in which whoever works on them may have written.
    return unfinished == Unfinished.SOME && log.end(open) == end;
  }

  private boolean isAnyUnfinished(TopicScan open) {
    ReplayState state = new ReplayState();
    log.read(open, state);
    return state.next().isPresent();
  }

  void close() {
    scan.ifPresent(TopicScan::close);
    scan = Optional.empty();
  }
}
