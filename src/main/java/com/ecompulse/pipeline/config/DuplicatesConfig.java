package com.ecompulse.pipeline.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Events that come again, and the order within sessions; a part of {@link PipelineConfig}. */
public interface DuplicatesConfig {
  /** Whether an event that comes again is dropped, and sessions are counted. */
  @WithDefault("true")
  boolean enabled();

  /**
   * How far back an event is known. Of the raw topic, which keeps seven days, that much is read
   * again where a partition is taken over.
   */
  @WithDefault("1H")
  @DurationMin(millis = 1)
  @DurationMax(days = 6)
  Duration window();

  /** The last occurrences of events that are known at most, of each partition. */
  @WithDefault("50000")
  @Min(1)
  int maxIdsPerPartition();

  /** What the consumers that read the window again are told, by Kafka's own names. */
  Map<String, String> reader();
}
