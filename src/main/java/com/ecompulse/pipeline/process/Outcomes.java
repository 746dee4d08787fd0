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

  /**
   * An event that had come before.
   *
   * @param sender who sent it again
   * @param partition of the raw topic
   * @param offset where it stands there
   */
  record Duplicate(Sender sender, int partition, long offset) {}

  private final List<Entry> entries;
  private final List<Duplicate> duplicates = new ArrayList<>(0);

  Outcomes(int expected) {
    entries = new ArrayList<>(expected);
  }

  void enriched(String eventType, long receivedAtMillis) {
    entries.add(new Entry(true, eventType, receivedAtMillis));
  }

  void deadLettered(String failure, long receivedAtMillis) {
    entries.add(new Entry(false, failure, receivedAtMillis));
  }

  void duplicate(Sender sender, int partition, long offset) {
    duplicates.add(new Duplicate(sender, partition, offset));
  }

  List<Entry> entries() {
    return entries;
  }

  List<Duplicate> duplicates() {
    return duplicates;
  }
}
