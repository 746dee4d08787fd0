package com.ecompulse.pipeline.support.guarantee;

import java.util.List;

/**
 * As many records came out as were consumed: none vanished and none was made up, the unreadable
 * ones among them, which have no event's id to be followed by.
 */
public final class Conservation implements Guarantee {

  private final long consumed;

  /**
   * @param consumed records of the raw topic that the pipeline has dealt with, as committed offsets
   *     or its own count tell
   */
  public Conservation(long consumed) {
    this.consumed = consumed;
  }

  @Override
  public String sentence() {
    return "Consumed = enriched + dead-lettered.";
  }

  @Override
  public List<String> offences(History history) {
    int enriched = history.enriched().size();
    int deadLetters = history.deadLetters().size();
    return consumed == (long) enriched + deadLetters
        ? List.of()
        : List.of(
            "consumed=%d enriched=%d dead-lettered=%d missing=%d"
                .formatted(consumed, enriched, deadLetters, consumed - enriched - deadLetters));
  }
}
