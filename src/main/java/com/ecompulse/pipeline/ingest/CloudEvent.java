package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.event.Timestamp;
import com.ecompulse.pipeline.ingest.JsonMembers.Member;
import com.fasterxml.jackson.core.JsonToken;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A CloudEvent 1.0, written as ours: {@code id}, {@code type}, {@code time} and {@code subject}
 * become {@code event_id}, {@code event_type} (what follows the last dot, for types begin with a
 * domain, and may end with a version), {@code timestamp} and {@code user_id}. Data that is an
 * object, be it in Base64, gives the other members; where it has one of these too, the attribute
 * counts. All attributes, data that is no object, and those of the data's members that an attribute
 * takes the place of, are kept as they came in the member {@code cloudevent}; a member of that name
 * of the data's own is left out.
 */
final class CloudEvent {
  private static final String DATA = "data";
  private static final String DATA_BASE64 = "data_base64";
  private static final String CONTEXT = "cloudevent";

  /** Of a type such as {@code com.example.purchase.v2}. */
  private static final Pattern VERSION = Pattern.compile("\\.v[0-9]+$");

  private final JsonMembers all;
  private final JsonMembers data;
  private final JsonObject event = new JsonObject();
  private final Set<String> written = new HashSet<>(Set.of(CONTEXT));

  private CloudEvent(JsonMembers all) {
    this.all = all;
    this.data =
        all.last(DATA)
            .flatMap(member -> JsonMembers.of(member.json()))
            .or(() -> all.last(DATA_BASE64).filter(Member::isString).flatMap(CloudEvent::decoded))
            .orElse(JsonMembers.NONE);
  }

  private static Optional<JsonMembers> decoded(Member base64) {
    try {
      return JsonMembers.of(Base64.getDecoder().decode(base64.text()));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /**
   * @param structured an object with the attributes and the data, or whatever came in its place
   * @param receivedAtMillis stands in for a time that neither attribute nor data tells
   * @return our event, or what came where it is no object: the processor rejects it then
   */
  static KeyedEvent toEvent(byte[] structured, long receivedAtMillis) {
    return JsonMembers.of(structured)
        .map(members -> new CloudEvent(members).toEvent(receivedAtMillis))
        .orElseGet(() -> new KeyedEvent(null, structured));
  }

  private KeyedEvent toEvent(long receivedAtMillis) {
    take("event_id", "id");
    attribute("type").ifPresent(this::type);
    write("timestamp", timestamp(receivedAtMillis));
    take("user_id", "subject");
    JsonMembers hidden = hidden();
    data.without(written).all().forEach(member -> write(member.name(), member.json()));
    if (!written.contains("source")) {
      take("source", "source");
    }
    event.json(CONTEXT, data == JsonMembers.NONE ? all.toJson() : context(hidden));
    return new KeyedEvent(key(), event.toBytes(), occurredAtMillis());
  }

  /** As it is told, be it no time, which the processor says then. */
  private String timestamp(long receivedAtMillis) {
    return time()
        .map(told -> epochMillis(told).map(CloudEvent::iso).orElse(told.json()))
        .orElseGet(() -> iso(receivedAtMillis));
  }

  private long occurredAtMillis() {
    return time()
        .flatMap(
            told ->
                told.isString()
                    ? Optional.of(Timestamp.epochMillis(told.text()))
                    : epochMillis(told))
        .orElse(Timestamp.INVALID);
  }

  /** Of a number, such as a shop's own data may have. */
  private static Optional<Long> epochMillis(Member told) {
    return told.isNumber() ? EpochTime.millis(told.text()) : Optional.empty();
  }

  private static String iso(long epochMillis) {
    return JsonObject.quoted(Instant.ofEpochMilli(epochMillis).toString());
  }

  private Optional<Member> time() {
    return attribute("time").or(() -> data.last("timestamp").filter(CloudEvent::isTold));
  }

  /** One that is null is treated as omitted (CloudEvents' JSON format, 2.2). */
  private Optional<Member> attribute(String name) {
    return all.last(name).filter(CloudEvent::isTold);
  }

  private static boolean isTold(Member member) {
    return member.kind() != JsonToken.VALUE_NULL;
  }

  /** Data's members that have no place in the event, for it has others of the name. */
  private JsonMembers hidden() {
    Set<String> names = new HashSet<>(written);
    names.remove(CONTEXT); // else a pseudonym's original would stand where nobody looks for it
    if (attribute("time").isEmpty()) {
      names.remove("timestamp");
    }
    return data.only(names);
  }

  private String context(JsonMembers hidden) {
    JsonObject context = new JsonObject();
    all.without(Set.of(DATA, DATA_BASE64))
        .all()
        .forEach(member -> context.json(member.name(), member.json()));
    if (!hidden.all().isEmpty()) {
      context.json(DATA, hidden.toJson());
    }
    return context.toJson();
  }

  private void take(String name, String attribute) {
    attribute(attribute).ifPresent(member -> write(name, member.json()));
  }

  private void type(Member type) {
    write("event_type", type.isString() ? JsonObject.quoted(lastSegment(type)) : type.json());
  }

  private static String lastSegment(Member type) {
    String name = VERSION.matcher(type.text()).replaceFirst("");
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private void write(String name, String json) {
    written.add(name);
    event.json(name, json);
  }

  private byte[] key() {
    return attribute("subject")
        .or(() -> data.last("user_id"))
        .filter(Member::isString)
        .map(user -> UserKey.of(user.text()))
        .orElse(null);
  }
}
