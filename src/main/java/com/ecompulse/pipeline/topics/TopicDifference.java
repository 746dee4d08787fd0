package com.ecompulse.pipeline.topics;

/** One way in which a topic that stands is not what it must be; or that it does not stand. */
record TopicDifference(String topic, String setting, String expected, String found) {

  private static final String THE_TOPIC_ITSELF = "topic";

  static TopicDifference missing(String topic) {
    return new TopicDifference(topic, THE_TOPIC_ITSELF, "present", "missing");
  }

  boolean isMissingTopic() {
    return setting.equals(THE_TOPIC_ITSELF);
  }
}
