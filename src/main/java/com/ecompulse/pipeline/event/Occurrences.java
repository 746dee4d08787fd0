package com.ecompulse.pipeline.event;

/** The valid events that came before, as far back as they are remembered. */
public interface Occurrences {

  /** What {@link #add} answers for an event that has been there. */
  int REPEATED = 0;

  /**
   * Remembers a valid event, whatever becomes of it.
   *
   * @return the event's position in its session, from 1 on; {@link #REPEATED} where it is one of
   *     those that came before
   */
  int add(RawEvent event);
}
