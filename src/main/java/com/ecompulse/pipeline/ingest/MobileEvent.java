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
 * <p>The event's members {@code properties} and {@code original}, which holds all others as they
 * came, are the whole of what was sent. Its {@code event_id} follows from that ({@link
 * ContentIds}). What its own {@code metadata} say of the visitor's consent stands in ours, too. A
 * member that is missing stays missing, and the processor says so.
 */
final class MobileEvent {
  private static final String PROPERTIES = "properties";

  /** What the visitor says of being followed must be found where every event says it. */
  private static final Set<String> CONSENT =
      Set.of(
          KnownMember.DO_NOT_TRACK.memberName(),
          KnownMember.DNT.memberName(),
          KnownMember.CONSENT.memberName());

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9]+");

  /** How an SDK spells the members. */
  private enum Spelling {
    ANDROID("android", "eventName", "sessionId", "userId"),
    IOS("ios", "event_name", "session_id", "user_id");

    private final String platform;
    private final String eventName;
    private final String sessionId;
    private final String userId;

    Spelling(String platform, String eventName, String sessionId, String userId) {
      this.platform = platform;
      this.eventName = eventName;
      this.sessionId = sessionId;
      this.userId = userId;
    }
  }

  private MobileEvent() {}

  /**
   * @param original the SDK's object
   * @param environment what the body around it says of it, or null
   * @param ids the request's
   * @return our event, or the original where it is not UTF-8: the processor rejects it then
   */
  static byte[] toEvent(byte[] original, String environment, ContentIds ids) {
    if (!Utf8.isWellFormed(original, 0, original.length)) {
      return original;
    }
    String json = new String(original, UTF_8);
    String id = ids.of(json); // first, for it holds an object's members, too
    return JsonMembers.of(json).map(members -> event(members, id, environment)).orElse(original);
  }

  private static Spelling spelling(JsonMembers members) {
    return members.get(Spelling.ANDROID.eventName).isPresent() ? Spelling.ANDROID : Spelling.IOS;
  }

  private static byte[] event(JsonMembers members, String id, String environment) {
    Spelling spelling = spelling(members);
    JsonObject event = new JsonObject().string("event_id", id);
    members
        .get(spelling.eventName)
        .filter(Member::isString)
        .ifPresent(name -> event.string("event_type", snakeCase(name.text())));
    members.get("timestamp").ifPresent(time -> timestamp(event, time));
    members.get(spelling.userId).ifPresent(user -> event.json("user_id", user.json()));
    members.get(spelling.sessionId).ifPresent(session -> event.json("session_id", session.json()));
    event.string("source", spelling.platform);
    Optional<Member> properties = members.get(PROPERTIES).filter(Member::isObject);
    properties.ifPresent(object -> event.json(PROPERTIES, object.json()));
    event.json("metadata", metadata(members, spelling, environment));
    event.json("original", members.without(properties.orElse(null)).toJson());
    return event.toBytes();
  }

  private static String metadata(JsonMembers members, Spelling spelling, String environment) {
    JsonObject metadata = new JsonObject().string("platform", spelling.platform);
    if (environment != null) {
      metadata.string("environment", environment);
    }
    members
        .last("metadata")
        .flatMap(own -> JsonMembers.of(own.json()))
        .ifPresent(
            own -> own.only(CONSENT).forEach(flag -> metadata.json(flag.name(), flag.json())));
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
    return NO_WORD.matcher(parted).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
