package com.ecompulse.pipeline.support.guarantee;

import java.util.List;

/**
 * As many records came out as were consumed: none vanished and none was made up, the unreadable
 * ones among them, which have no event's id to be followed by.
 */
public final class Conservation implements Guarantee {

  private final long consumed;
  private final long duplicates;

  /**
   * Where nothing was sent twice.
   *
   * @param consumed records of the raw topic that the pipeline has dealt with, as committed offsets
   *     or its own count tell
   */
  public Conservation(long consumed) {
    this(consumed, 0);
  }

  /**
   * @param duplicates those among them whose event had come before
   */
  public Conservation(long consumed, long duplicates) {
    this.consumed = consumed;
    this.duplicates = duplicates;
  }

  @Override
  public String sentence() {
    return "Consumed = enriched + dead-lettered + duplicate.";
  }

  @Override
  public List<String> offences(History history) {
    int enriched = history.enriched().size();
    int deadLetters = history.deadLetters().size();
    long missing = consumed - enriched - deadLetters - duplicates;
    return missing == 0
        ? List.of()
        : List.of(
            "consumed=%d enriched=%d dead-lettered=%d duplicates=%d missing=%d"
                .formatted(consumed, enriched, deadLetters, duplicates, missing));
  }
}
