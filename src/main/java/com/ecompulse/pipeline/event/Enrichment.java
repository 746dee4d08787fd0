package com.ecompulse.pipeline.event;

/** One step that adds members to {@code enrichment}; stateless, and safe to use by many threads. */
public interface Enrichment {

  /** The step's name in {@code pipeline.enrichment.<name>.enabled} and in {@code failed_steps}. */
  String name();

  /**
   * Writes the step's members. What it throws costs the event nothing but those members.
   *
   * @param event a valid event
   * @throws TransientFaultException where it makes sense to call it again for this event at once
   */
  void write(RawEvent event, EventContext context, MemberWriter members);
}
