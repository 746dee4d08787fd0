package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.Utf8;
import com.ecompulse.pipeline.ingest.JsonMembers.Member;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An event of a mobile SDK, written as ours. Android's has {@code eventName}, {@code sessionId},
 * {@code userId} and a time in epoch milliseconds; iOS' has {@code event_name}, {@code session_id},
 * {@code user_id} and a time in epoch seconds.
 *
 * <p>An app may mix the two, so each member counts by itself: Android's spelling where it is there,
 * whatever its value, else iOS'; of one that comes twice the last. The name alone tells the source.
 *
 * <p>The event's members {@code properties} and {@code original}, which holds all others as they
 * came, are the whole of what was sent. Its {@code event_id} follows from that ({@link
 * ContentIds}). What its own {@code metadata} say of the visitor's consent stands in ours, too. A
 * member that is missing stays missing, and the processor says so.
 */
final class MobileEvent {
  private static final String ANDROIDS_NAME = "eventName";
  private static final String PROPERTIES = "properties";

  /** What the visitor says of being followed must be found where every event says it. */
  private static final Set<String> CONSENT =
      Set.of(
          KnownMember.DO_NOT_TRACK.memberName(),
          KnownMember.DNT.memberName(),
          KnownMember.CONSENT.memberName());

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9]+");
  private static final Pattern AT_AN_END = Pattern.compile("^_|_$");

  private final JsonMembers members;
  private final String platform;

  private MobileEvent(JsonMembers members) {
    this.members = members;
    this.platform = members.last(ANDROIDS_NAME).isPresent() ? "android" : "ios";
  }

  /**
   * @param sent the SDK's object
   * @param environment what the body around it says of it, or null
   * @param ids the request's
   * @return our event, or what was sent where it is not UTF-8: the processor rejects it then
   */
  static KeyedEvent toEvent(KeyedEvent sent, String environment, ContentIds ids) {
    byte[] original = sent.value();
    if (!Utf8.isWellFormed(original, 0, original.length)) {
      return sent;
    }
    String json = new String(original, UTF_8);
    String id = ids.of(json); // first, for it holds an object's members, too
    return JsonMembers.of(json)
        .map(MobileEvent::new)
        .map(
            event ->
                new KeyedEvent(event.key(), event.json(id, environment), sent.occurredAtMillis()))
        .orElse(sent);
  }

  private byte[] json(String id, String environment) {
    JsonObject event = new JsonObject().string("event_id", id);
    either(ANDROIDS_NAME, "event_name")
        .filter(Member::isString)
        .ifPresent(name -> event.string("event_type", snakeCase(name.text())));
    members.last("timestamp").ifPresent(time -> timestamp(event, time));
    user().ifPresent(user -> event.json("user_id", user.json()));
    either("sessionId", "session_id")
        .ifPresent(session -> event.json("session_id", session.json()));
    event.string("source", platform);
    Optional<Member> properties = members.last(PROPERTIES).filter(Member::isObject);
    properties.ifPresent(object -> event.json(PROPERTIES, object.json()));
    event.json("metadata", metadata(environment));
    event.json("original", members.without(properties.orElse(null)).toJson());
    return event.toBytes();
  }

  /** Of the user that is written, so that all of a user's events are in one partition. */
  private byte[] key() {
    return user().filter(Member::isString).map(user -> UserKey.of(user.text())).orElse(null);
  }

  private Optional<Member> user() {
    return either("userId", "user_id");
  }

  private Optional<Member> either(String android, String ios) {
    return members.last(android).or(() -> members.last(ios));
  }

  private String metadata(String environment) {
    JsonObject metadata = new JsonObject().string("platform", platform);
    if (environment != null) {
      metadata.string("environment", environment);
    }
    members
        .last("metadata")
        .flatMap(own -> JsonMembers.of(own.json()))
        .ifPresent(
            own ->
                own.only(CONSENT).all().forEach(flag -> metadata.json(flag.name(), flag.json())));
    return metadata.toJson();
  }

  private static void timestamp(JsonObject event, Member time) {
    Optional<String> iso = time.isNumber() ? EpochTime.iso(time.text()) : Optional.empty();
    iso.ifPresentOrElse(
        text -> event.string("timestamp", text), () -> event.json("timestamp", time.json()));
  }

  /** {@code AddToCart}, {@code addToCart} and {@code Add to cart} mean {@code add_to_cart}. */
  private static String snakeCase(String name) {
    String parted = HUMP.matcher(name).replaceAll("_");
    String joined = NO_WORD.matcher(parted).replaceAll("_");
    return AT_AN_END.matcher(joined).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
