package com.ecompulse.pipeline.event;

import java.util.Arrays;

/**
 * A valid event with its {@code enrichment} member, as it goes out.
 *
 * @param eventType the key of the enriched record
 * @param bytes the event's JSON in UTF-8. It is handed over, not copied: whoever holds this event
 *     must not write to it
 */
public record EnrichedEvent(String eventType, byte[] bytes) {

  /** Equal content, not the same array: a record's own {@code equals} would compare identities. */
  @Override
  public boolean equals(Object other) {
    return other instanceof EnrichedEvent that
        && eventType.equals(that.eventType)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
