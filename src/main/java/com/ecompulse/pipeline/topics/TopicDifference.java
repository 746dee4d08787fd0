package com.ecompulse.pipeline.topics;

/** One way in which a topic that stands is not what it must be; or that it does not stand. */
record TopicDifference(String topic, String setting, String expected, String found) {

  private static final String THE_TOPIC_ITSELF = "topic";
  private static final String DESCRIPTION = "description";

  static TopicDifference missing(String topic) {
    return new TopicDifference(topic, THE_TOPIC_ITSELF, "present", "missing");
  }

  /** The brokers tell this process nothing of the topic: it has no right to it. */
  static TopicDifference refused(String topic) {
    return new TopicDifference(topic, DESCRIPTION, "readable", "refused");
  }

  boolean isMissingTopic() {
    return setting.equals(THE_TOPIC_ITSELF);
  }

  boolean isRefusedTopic() {
    return setting.equals(DESCRIPTION);
  }
}
