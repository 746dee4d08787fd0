package com.ecompulse.pipeline.enrich;

import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;
import com.ecompulse.pipeline.event.enrichments.ClientIp;
import java.net.InetAddress;

/**
 * Where the client is, the object {@code location}: {@code country}, {@code region}, {@code
 * region_name}, {@code city}, {@code asn} and {@code as_organization}, as far as the databases know
 * them, of the whole address, whether or not {@code client_ip} is truncated. Of an address that has
 * no place in the Internet it says {@code is_private} and no more; of what is no address, nothing.
 * It fails while there is a database that was never read.
 */
final class Location implements Enrichment {

  private final LocationDatabases databases;

  Location(LocationDatabases databases) {
    this.databases = databases;
  }

  @Override
  public String name() {
    return "location";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    String text = ClientIp.of(event, context);
    InetAddress address = text == null ? null : IpAddress.parse(text);
    if (address == null) {
      return;
    }
    if (IpAddress.isPrivate(address)) {
      members.beginObject("location");
      members.bool("is_private", true);
      members.endObject();
      return;
    }
    Place place = databases.place(text);
    if (!place.equals(Place.NOWHERE)) {
      write(place, members);
    }
  }

  private static void write(Place place, MemberWriter members) {
    members.beginObject("location");
    members.knownString("country", place.country());
    members.knownString("region", place.region());
    members.knownString("region_name", place.regionName());
    members.knownString("city", place.city());
    if (place.asn() > 0) {
      members.number("asn", place.asn());
    }
    members.knownString("as_organization", place.asOrganization());
    members.endObject();
  }
}
