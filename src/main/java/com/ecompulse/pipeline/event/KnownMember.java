package com.ecompulse.pipeline.event;

import java.util.HashMap;
import java.util.Map;

/** The members of an event that rules or enrichments look at; any other is carried unseen. */
public enum KnownMember {
  EVENT_ID("/event_id"),
  EVENT_TYPE("/event_type"),
  TIMESTAMP("/timestamp"),
  USER_ID("/user_id"),
  SESSION_ID("/session_id"),
  SOURCE("/source"),
  PROPERTIES("/properties"),
  METADATA("/metadata"),
  ENRICHMENT("/enrichment"),

  DO_NOT_TRACK("/metadata/do_not_track"),
  DNT("/metadata/dnt"),
  CONSENT("/metadata/consent"),

  PAGE_URL("/properties/page_url"),
  PRODUCT_ID("/properties/product_id"),
  ORDER_ID("/properties/order_id"),
  PRICE("/properties/price"),
  QUANTITY("/properties/quantity"),
  TOTAL_AMOUNT("/properties/total_amount"),
  CURRENCY("/properties/currency"),
  IP_ADDRESS("/properties/ip_address"),
  UTM_SOURCE("/properties/utm_source"),
  UTM_MEDIUM("/properties/utm_medium"),
  UTM_CAMPAIGN("/properties/utm_campaign"),
  UTM_TERM("/properties/utm_term"),
  UTM_CONTENT("/properties/utm_content"),
  REFERRER("/properties/referrer"),
  USER_AGENT("/properties/user_agent");

  static final int COUNT = values().length;

  /** The ordinal of the first member of {@code metadata}; those of {@code properties} follow. */
  static final int METADATA_FROM = DO_NOT_TRACK.ordinal();

  /** The ordinal of the first member of {@code properties}; the others are up to the last one. */
  static final int PROPERTIES_FROM = PAGE_URL.ordinal();

  private static final Map<String, KnownMember> OF_EVENT = byName("");
  private static final Map<String, KnownMember> OF_PROPERTIES = byName("/properties");
  private static final Map<String, KnownMember> OF_METADATA = byName("/metadata");

  private final String pointer;
  private final String memberName;

  KnownMember(String pointer) {
    this.pointer = pointer;
    this.memberName = pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  /** The event's own member of that name, or null where none is known. */
  static KnownMember ofEvent(String name) {
    return OF_EVENT.get(name);
  }

  /** The member of {@code properties} of that name, or null where none is known. */
  static KnownMember ofProperties(String name) {
    return OF_PROPERTIES.get(name);
  }

  /** The member of {@code metadata} of that name, or null where none is known. */
  static KnownMember ofMetadata(String name) {
    return OF_METADATA.get(name);
  }

  /** Its JSON pointer in the event. */
  public String pointer() {
    return pointer;
  }

  public String memberName() {
    return memberName;
  }

  private String parent() {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }

  private static Map<String, KnownMember> byName(String parent) {
    Map<String, KnownMember> members = new HashMap<>();
    for (KnownMember member : values()) {
      if (member.parent().equals(parent)) {
        members.put(member.memberName(), member);
      }
    }
    return members; // never handed out, and faster to look up than an immutable copy
  }
}
