package com.ecompulse.pipeline.event.enrichments;

import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.JsonValue;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;

/**
 * The client's address: {@code properties.ip_address} where it is a string of 1 to 45 characters,
 * as long as an IPv6 address gets, else the address of the request; left out where neither is
 * known.
 */
public final class ClientIp implements Enrichment {

  private static final int MAX_LENGTH = 45;

  @Override
  public String name() {
    return "client-ip";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    JsonValue own = event.get(KnownMember.IP_ADDRESS);
    if (own.isNonEmptyString() && own.text().length() <= MAX_LENGTH) {
      members.string("client_ip", own.text());
    } else if (context.clientIp() != null) {
      members.string("client_ip", context.clientIp());
    }
  }
}
