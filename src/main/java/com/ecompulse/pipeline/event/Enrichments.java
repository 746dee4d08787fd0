package com.ecompulse.pipeline.event;

import com.ecompulse.pipeline.event.enrichments.ClientIp;
import com.ecompulse.pipeline.event.enrichments.Quality;
import com.ecompulse.pipeline.event.enrichments.Revenue;
import com.ecompulse.pipeline.event.enrichments.Session;
import com.ecompulse.pipeline.event.enrichments.Time;
import com.ecompulse.pipeline.event.enrichments.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The ordered table of steps; the order is that of the members in the output. */
public final class Enrichments {

  private static final List<Enrichment> STEPS =
      List.of(
          new Time(), // first: readers of the bytes find the times at a fixed place
          new Revenue(), // what the event is worth
          new Session(), // where in its visit it stands
          new Traffic(), // where the visit came from
          new ClientIp(), // who sent it, for later steps that locate or anonymise
          new Quality()); // last: it judges what all others rely on

  private static final int TRIES = 3;

  private final List<Enrichment> steps;

  Enrichments(List<Enrichment> steps) {
    this.steps = List.copyOf(steps);
  }

  public static Enrichments all() {
    return new Enrichments(STEPS);
  }

  /**
   * All steps but those.
   *
   * @throws IllegalArgumentException for a name that no step has
   */
  public static Enrichments without(Set<String> disabledNames) {
    for (String name : disabledNames) {
      if (!names().contains(name)) {
        throw new IllegalArgumentException(
            "No enrichment step is named " + name + "; there are " + names());
      }
    }
    return new Enrichments(
        STEPS.stream().filter(step -> !disabledNames.contains(step.name())).toList());
  }

  /** The names of all steps, in their order. */
  public static List<String> names() {
    return STEPS.stream().map(Enrichment::name).toList();
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
