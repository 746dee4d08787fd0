package com.ecompulse.pipeline.event;

/** What of an enriched event goes out. Safe to use by many threads. */
@FunctionalInterface
public interface Disclosure {

  /** All of it. */
  Disclosure WHOLE = (event, enriched) -> enriched;

  /**
   * The bytes that go out. What it throws makes the event a dead letter: rather that than to
   * disclose what is not to be disclosed.
   *
   * @param event as it came
   * @param enriched its bytes with its enrichment; may be returned, and is not to be written to
   */
  byte[] of(RawEvent event, byte[] enriched);
}
