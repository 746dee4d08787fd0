package com.ecompulse.pipeline.topics;

import java.util.Optional;
import org.jboss.logging.Logger;

/** Says in the log what a look found and the one before it had not, and what has ended since. */
final class TopicNews {
  private static final Logger LOG = Logger.getLogger(TopicNews.class);

  private TopicNews() {}

  static void tell(TopicFindings found, Optional<TopicFindings> before, int topics) {
    TopicFindings earlier = before.orElse(TopicFindings.NONE);
    found.since(earlier).forEach(TopicNews::tell);
    found
        .obstaclesSince(earlier)
        .forEach((topic, why) -> LOG.warnf("topic is not writable: topic=%s cause=%s", topic, why));
    earlier
        .obstaclesSince(found)
        .forEach((topic, why) -> LOG.infof("topic is writable again: topic=%s", topic));
    boolean allWellBefore = before.map(f -> f.differences().isEmpty()).orElse(false);
    if (found.differences().isEmpty() && !allWellBefore) {
      LOG.infof("topics stand as specified: topics=%d", topics);
    }
  }

  private static void tell(TopicDifference difference) {
    if (difference.isMissingTopic()) {
      LOG.warnf("topic is missing, looking again until it is made: topic=%s", difference.topic());
      return;
    }
    LOG.warnf(
        "topic differs from its specification: topic=%s setting=%s expected=%s found=%s",
        difference.topic(), difference.setting(), difference.expected(), difference.found());
  }
}
