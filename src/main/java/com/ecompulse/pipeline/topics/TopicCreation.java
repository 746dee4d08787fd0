package com.ecompulse.pipeline.topics;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** Makes missing topics. That one cannot be made takes nothing from those that stand. */
final class TopicCreation {
  private static final Logger LOG = Logger.getLogger(TopicCreation.class);

  private volatile Optional<Throwable> trouble = Optional.empty();

  /** Why missing topics were not made the last time; nothing where they were. */
  Optional<Throwable> trouble() {
    return trouble;
  }

  /** Makes what is missing, and gives what stands then. */
  CompletionStage<TopicFindings> of(TopicInspection inspection, TopicFindings found) {
    return inspection
        .provision(found)
        .whenComplete((made, failure) -> tellOnce(TopicInspection.cause(failure)))
        .exceptionallyCompose(failure -> inspection.look());
  }

  /** One line for as long as the trouble lasts. */
  private void tellOnce(Throwable failure) {
    if (failure != null && trouble.isEmpty()) {
      LOG.warnf("Topics cannot be created, trying again cause=%s", failure);
    }
    trouble = Optional.ofNullable(failure);
  }
}
