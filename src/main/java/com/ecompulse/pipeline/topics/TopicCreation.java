package com.ecompulse.pipeline.topics;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** Makes missing topics. That one cannot be made takes nothing from those that stand. */
final class TopicCreation {
  private static final Logger LOG = Logger.getLogger(TopicCreation.class);
  private static final int MOST_DOUBLINGS = 10;

  private volatile Optional<Throwable> trouble = Optional.empty();
  private volatile int failuresInARow;

  /** Why missing topics were not made the last time; nothing where they were. */
  Optional<Throwable> trouble() {
    return trouble;
  }

  /**
   * How long to wait before the next try behind one that failed.
   *
   * @param first behind the first one; each one more doubles it
   */
  Duration backOff(Duration first, Duration last) {
    int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, failuresInARow - 1));
    Duration doubled = first.multipliedBy(1L << doublings);
    return doubled.compareTo(last) < 0 ? doubled : last;
  }

  /** Makes what is missing, and gives what stands then. */
  CompletionStage<TopicFindings> of(TopicInspection inspection, TopicFindings found) {
    return inspection
        .provision(found)
        .whenComplete((made, failure) -> ended(TopicInspection.cause(failure)))
        .exceptionallyCompose(failure -> inspection.look());
  }

  /** One line for as long as the trouble lasts. */
  void ended(Throwable failure) {
    failuresInARow = failure == null ? 0 : failuresInARow + 1;
    if (failure != null && trouble.isEmpty()) {
      LOG.warnf("topics cannot be created, trying again: cause=%s", failure);
    }
    trouble = Optional.ofNullable(failure);
  }
}
