package com.ecompulse.pipeline.enrich;

import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;
import com.ecompulse.pipeline.reference.ReferenceTables;

/**
 * {@code customer_value_segment}: {@code VIP} (more than 1000 spent, more than 10 orders), {@code
 * Premium} (500, 5), {@code Regular} (100, 2), else {@code New}; by the profile that was the newest
 * when the event was enriched. A user without a profile is new, unless the table is full: then
 * nobody knows.
 */
final class CustomerValue implements Enrichment {

  private final ReferenceTables tables;

  CustomerValue(ReferenceTables tables) {
    this.tables = tables;
  }

  @Override
  public String name() {
    return "customer";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    members.knownString(
        "customer_value_segment", tables.segment(event.get(KnownMember.USER_ID).text()));
  }
}
