package com.ecompulse.pipeline.event.enrichments;

import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;

/**
 * {@code session_sequence}: the event's position in its session, from 1 on, in the order in which
 * the events were received. Only what came within the window of duplicates is counted: see {@link
 * com.ecompulse.pipeline.event.window}.
 */
public final class Session implements Enrichment {

  @Override
  public String name() {
    return "session";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    if (context.sessionSequence() != EventContext.UNKNOWN) {
      members.number("session_sequence", context.sessionSequence());
    }
  }
}
