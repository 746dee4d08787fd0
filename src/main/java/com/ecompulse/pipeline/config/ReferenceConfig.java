package com.ecompulse.pipeline.config;

/** A table of what is known beforehand, on a compacted topic; a step of the enrichment. */
public interface ReferenceConfig {
  /** Whether the topic is read and the step taken. */
  boolean enabled();

  /** The compacted topic. */
  String topic();

  /** Keys that are held; a new one above them is passed over. */
  int maxEntries();
}
