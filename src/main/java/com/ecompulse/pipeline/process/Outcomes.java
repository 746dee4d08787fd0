package com.ecompulse.pipeline.process;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a batch's events, remembered until the commit: only then may it be counted and
 * told.
 */
final class Outcomes {
  /**
   * @param enriched whether the event was enriched, else it is a dead letter
   * @param label the event's type, or the failure's tag
   * @param receivedAtMillis when the event was received, epoch milliseconds
   */
  record Entry(boolean enriched, String label, long receivedAtMillis) {}

  private final List<Entry> entries;

  Outcomes(int expected) {
    entries = new ArrayList<>(expected);
  }

  void enriched(String eventType, long receivedAtMillis) {
    entries.add(new Entry(true, eventType, receivedAtMillis));
  }

  void deadLettered(String failure, long receivedAtMillis) {
    entries.add(new Entry(false, failure, receivedAtMillis));
  }

  List<Entry> entries() {
    return entries;
  }
}
