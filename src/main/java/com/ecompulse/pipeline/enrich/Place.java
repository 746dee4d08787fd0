package com.ecompulse.pipeline.enrich;

import java.util.List;
import java.util.Map;

/**
 * Where an address is, and whose it is; null for what is not known.
 *
 * @param country ISO 3166-1, two letters
 * @param region ISO 3166-2 without the country
 * @param regionName in English, as is the city
 * @param asn number of the autonomous system; 0 where it is not known
 */
record Place(
    String country,
    String region,
    String regionName,
    String city,
    long asn,
    String asOrganization) {

  static final Place NOWHERE = new Place(null, null, null, null, 0, null);

  private static final String ENGLISH = "en";
  private static final int MAX_LENGTH = 128;

  /** What a record of a MaxMind database says, as its schemas of city, country and ASN have it. */
  static Place of(Map<?, ?> record) {
    Map<?, ?> region = first(record.get("subdivisions"));
    return new Place(
        text(map(record.get("country")).get("iso_code")),
        text(region.get("iso_code")),
        name(region),
        name(map(record.get("city"))),
        record.get("autonomous_system_number") instanceof Number asn ? asn.longValue() : 0,
        text(record.get("autonomous_system_organization")));
  }

  /** What this one says, and where it says nothing, what the other does. */
  Place or(Place other) {
    return new Place(
        country == null ? other.country : country,
        region == null ? other.region : region,
        regionName == null ? other.regionName : regionName,
        city == null ? other.city : city,
        asn == 0 ? other.asn : asn,
        asOrganization == null ? other.asOrganization : asOrganization);
  }

  private static String name(Map<?, ?> place) {
    return text(map(place.get("names")).get(ENGLISH));
  }

  private static Map<?, ?> first(Object list) {
    return list instanceof List<?> several && !several.isEmpty() ? map(several.get(0)) : Map.of();
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(Object value) {
    return value instanceof String text && !text.isEmpty() && text.length() <= MAX_LENGTH
        ? text
        : null;
  }
}
