package com.ecompulse.pipeline.process;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Logs when a partition's window is shorter than promised, because more ids came than may be kept,
 * and when it is whole again. Near the limit it alternates, so it is whole only after not having
 * been short for a while: at most two lines a partition in that time.
 */
@Singleton
class ShortWindows {
  private static final Logger LOG = Logger.getLogger(ShortWindows.class);

  static final Duration WHOLE_AFTER = Duration.ofMinutes(10);

  private final InstantSource clock;

  /** When it was short last. Kept if the partition goes: it may be back at once. */
  private final Map<TopicPartition, Instant> lastShort = new ConcurrentHashMap<>();

  ShortWindows(InstantSource clock) {
    this.clock = clock;
  }

  /** What is known of the partition now, of what is to be known. */
  void look(TopicPartition partition, long knownMillis, long spanMillis) {
    boolean isShort = knownMillis < spanMillis;
    if (isShort || lastShort.containsKey(partition)) {
      tell(partition, isShort, knownMillis, spanMillis);
    }
  }

  private void tell(TopicPartition partition, boolean isShort, long knownMillis, long spanMillis) {
    Instant now = clock.instant();
    Instant last = isShort ? lastShort.put(partition, now) : lastShort.get(partition);
    boolean wasShort = last != null && now.isBefore(last.plus(WHOLE_AFTER));
    if (isShort && !wasShort) {
      LOG.warnf(
          "window of duplicates is short: partition=%d known=%s of=%s;"
              + " raise pipeline.duplicates.max-ids-per-partition",
          partition.partition(), Duration.ofMillis(knownMillis), Duration.ofMillis(spanMillis));
    }
    if (!isShort && !wasShort) {
      lastShort.remove(partition);
      LOG.infof(
          "window of duplicates is whole again: partition=%d of=%s",
          partition.partition(), Duration.ofMillis(spanMillis));
    }
  }
}
