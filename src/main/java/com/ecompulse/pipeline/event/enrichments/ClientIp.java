package com.ecompulse.pipeline.event.enrichments;

import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.JsonValue;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;
import java.util.function.UnaryOperator;

/**
 * The client's address: {@code properties.ip_address} where it is a string of 1 to 45 characters,
 * as long as an IPv6 address gets, else the address of the request, which is a header's and no
 * longer either; left out where neither is known.
 */
public final class ClientIp implements Enrichment {

  private static final int MAX_LENGTH = 45;

  private final UnaryOperator<String> written;

  /** Writes the address as it came. */
  public ClientIp() {
    this(UnaryOperator.identity());
  }

  /**
   * @param written what is written of an address; null leaves it out
   */
  public ClientIp(UnaryOperator<String> written) {
    this.written = written;
  }

  /** The client's address, or what is said to be one; null where none is known. */
  public static String of(RawEvent event, EventContext context) {
    JsonValue own = event.get(KnownMember.IP_ADDRESS);
    String address = own.isNonEmptyString() && fits(own.text()) ? own.text() : context.clientIp();
    return address != null && fits(address) ? address : null;
  }

  private static boolean fits(String address) {
    return address.length() <= MAX_LENGTH;
  }

  @Override
  public String name() {
    return "client-ip";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    String address = of(event, context);
    members.knownString("client_ip", address == null ? null : written.apply(address));
  }
}
