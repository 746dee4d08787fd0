package com.ecompulse.pipeline.event;

import java.util.ArrayList;
import java.util.List;

/** The steps in their order, which is that of the members in the output. */
public final class Enrichments {

  private static final int TRIES = 3;

  private final List<Enrichment> steps;

  public Enrichments(List<Enrichment> steps) {
    this.steps = List.copyOf(steps);
  }

  void write(RawEvent event, EventContext context, MemberWriter members, FaultListener faults) {
    List<String> failed = new ArrayList<>(0);
    for (Enrichment step : steps) {
      RuntimeException fault = fault(step, event, context, members);
      if (fault != null) {
        faults.stepFailed(step.name(), fault);
        failed.add(step.name());
      }
    }
    if (!failed.isEmpty()) {
      members.strings("failed_steps", failed);
    }
  }

  /**
   * Why the step is not written, null where it is. A fault that may pass is tried again at once:
   * waiting would hold up the whole batch.
   */
  private static RuntimeException fault(
      Enrichment step, RawEvent event, EventContext context, MemberWriter members) {
    int mark = members.mark();
    RuntimeException last = null;
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        step.write(event, context, members);
        return null;
      } catch (TransientFaultException mayPass) {
        members.backTo(mark);
        last = mayPass;
      } catch (RuntimeException e) {
        members.backTo(mark);
        return e;
      }
    }
    return last;
  }
}
