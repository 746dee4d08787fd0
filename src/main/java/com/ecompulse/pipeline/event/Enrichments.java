package com.ecompulse.pipeline.event;

import com.ecompulse.pipeline.event.enrichments.ClientIp;
import com.ecompulse.pipeline.event.enrichments.Quality;
import com.ecompulse.pipeline.event.enrichments.Revenue;
import com.ecompulse.pipeline.event.enrichments.Session;
import com.ecompulse.pipeline.event.enrichments.Time;
import com.ecompulse.pipeline.event.enrichments.Traffic;
import java.util.ArrayList;
import java.util.List;

/** The steps in their order, which is that of the members in the output. */
public final class Enrichments {

  private static final int TRIES = 3;

  private final List<Enrichment> steps;

  public Enrichments(List<Enrichment> steps) {
    this.steps = List.copyOf(steps);
  }

  /** The steps that need nothing but the event. */
  public static Enrichments all() {
    return new Enrichments(
        List.of(
            new Time(),
            new Revenue(),
            new Session(),
            new Traffic(),
            new ClientIp(),
            new Quality()));
  }

  /** The names of the steps, in their order. */
  public List<String> names() {
    return steps.stream().map(Enrichment::name).toList();
  }

  void write(RawEvent event, EventContext context, MemberWriter members) {
    List<String> failed = new ArrayList<>(0);
    for (Enrichment step : steps) {
      if (!isWritten(step, event, context, members)) {
        failed.add(step.name());
      }
    }
    if (!failed.isEmpty()) {
      members.strings("failed_steps", failed);
    }
  }

  /** A fault that may pass is tried again at once: waiting would hold up the whole batch. */
  private static boolean isWritten(
      Enrichment step, RawEvent event, EventContext context, MemberWriter members) {
    int mark = members.mark();
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        step.write(event, context, members);
        return true;
      } catch (TransientFaultException mayPass) {
        members.backTo(mark);
      } catch (RuntimeException e) {
        members.backTo(mark);
        return false;
      }
    }
    return false;
  }
}
