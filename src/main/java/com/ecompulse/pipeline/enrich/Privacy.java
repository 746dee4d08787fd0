package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Redaction.Treatment.PSEUDONYMISED;
import static com.ecompulse.pipeline.event.Redaction.Treatment.REMOVED;

import com.ecompulse.pipeline.config.EnrichmentConfig;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.event.Consent;
import com.ecompulse.pipeline.event.Disclosure;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.RawEvent;
import com.ecompulse.pipeline.event.Redaction.Treatment;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What of an event is not disclosed: the configured members, and without the visitor's consent
 * those of {@link #WITHOUT_CONSENT}, too. Not a step: it works on the whole event, enrichment and
 * all, and where it fails the event is a dead letter, for to go on without it would disclose.
 *
 * <p>Copies of such a member, in the enrichment or where the front door rewrote the event, are
 * treated like the member; the step {@code traffic}, which takes members apart, does not read it
 * ({@link #isTold}). What is only derived stays unless listed itself: {@code location}, {@code
 * device}, {@code customer_value_segment}.
 *
 * <p>A dead letter, if the settings say so, is without all this as well: its value, where that is
 * JSON (what is not has no members, and stays what it is; what is too deep to be read is cut to
 * nothing), and in any case what its key and its headers tell of the same members. Whether the
 * visitor consented is read from the value, and where it cannot be, there is no consent. A replay
 * of such a letter knows no more than the letter does; its key and its event's {@code user_id} are
 * the same pseudonym, so the user's replays keep together.
 */
@Startup // settings that are no good end every process at its start
@Singleton
public class Privacy implements Disclosure {

  /** Addresses and what an advertiser knows the visitor by; who it is stays linked, not told. */
  static final Map<String, Treatment> WITHOUT_CONSENT =
      Map.of(
          "/user_id", PSEUDONYMISED,
          "/session_id", PSEUDONYMISED,
          "/properties/ip_address", REMOVED,
          "/enrichment/client_ip", REMOVED,
          "/enrichment/location", REMOVED,
          "/enrichment/traffic/click_id", REMOVED);

  /** Members that are copied whole, and their copies of other names. */
  private static final Map<KnownMember, List<String>> COPIES =
      Map.of(
          KnownMember.IP_ADDRESS, List.of("/enrichment/client_ip"),
          KnownMember.CURRENCY, List.of("/enrichment/currency"),
          KnownMember.USER_ID, List.of("/original/userId", "/cloudevent/subject"),
          KnownMember.SESSION_ID, List.of("/original/sessionId"),
          KnownMember.SOURCE, List.of("/cloudevent/source"));

  /** What is no member as the client sent it. */
  private static final List<String> MADE_HERE = List.of("/enrichment", "/original", "/cloudevent");

  /** An event without these, or with others, is none. */
  private static final Set<String> UNTOUCHABLE =
      Set.of("/event_id", "/event_type", "/timestamp", "/enrichment");

  private static final Set<String> REQUIRED = Set.of("/user_id", "/session_id");

  private final EnrichmentConfig.Privacy config;
  private final Withheld always;
  private final Withheld withoutConsent;

  @Inject
  Privacy(PipelineConfig config) {
    this(config.enrichment().privacy());
  }

  /**
   * @throws IllegalArgumentException for settings that are no good; it never tells a secret
   */
  Privacy(EnrichmentConfig.Privacy config) {
    this.config = config;
    try {
      Map<String, Treatment> configured = config.enabled() ? configured() : Map.of();
      Map<String, Treatment> stricter = new HashMap<>(configured);
      if (asksForConsent()) {
        WITHOUT_CONSENT.forEach((pointer, it) -> stricter.merge(pointer, it, Withheld::stricter));
        addCopies(stricter);
      }
      UnaryOperator<String> pseudonym =
          stricter.containsValue(PSEUDONYMISED)
              ? new Pseudonyms(config.keyId(), config.keys())::of
              : UnaryOperator.identity();
      always = new Withheld(configured, pseudonym);
      withoutConsent = new Withheld(stricter, pseudonym);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("pipeline.enrichment.privacy: " + e.getMessage());
    }
  }

  @Override
  public byte[] of(RawEvent event, byte[] enriched) {
    boolean isWithheld = asksForConsent() && config.consent().isWithheld(event);
    try {
      return (isWithheld ? withoutConsent : always).redacted(enriched);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it was read before
    }
  }

  /** What is not told of a rejected record with that value in its dead letter. */
  public Withheld ofDeadLetter(byte[] value) {
    if (!config.deadLetters()) {
      return Withheld.NOTHING;
    }
    return asksForConsent() && config.consent().isWithheld(value) ? withoutConsent : always;
  }

  /** Whether the member of each event is told as it came. */
  boolean isTold(KnownMember member) {
    return !always.includes(member);
  }

  private boolean asksForConsent() {
    return config.enabled() && config.consent() != Consent.IGNORED;
  }

  private Map<String, Treatment> configured() {
    Map<String, Treatment> treatments = new HashMap<>();
    config.remove().orElse(List.of()).forEach(pointer -> add(treatments, pointer, REMOVED));
    config
        .pseudonymise()
        .orElse(List.of())
        .forEach(pointer -> add(treatments, pointer, PSEUDONYMISED));
    addCopies(treatments);
    return treatments;
  }

  /** What is said of a copy itself counts before what is said of the member. */
  private static void addCopies(Map<String, Treatment> treatments) {
    COPIES.forEach(
        (member, copies) -> {
          Treatment treatment = Withheld.treatment(treatments, member.pointer());
          if (treatment != null) {
            copies.forEach(copy -> treatments.putIfAbsent(copy, treatment));
          }
        });
    Map.copyOf(treatments)
        .forEach(
            (pointer, treatment) -> {
              if (isSent(pointer)) {
                treatments.putIfAbsent("/original" + pointer, treatment);
                treatments.putIfAbsent("/cloudevent/data" + pointer, treatment);
              }
            });
  }

  /** The front door keeps whatever it has no place for, or found twice. */
  private static boolean isSent(String pointer) {
    return MADE_HERE.stream().noneMatch(made -> (pointer + "/").startsWith(made + "/"));
  }

  private static void add(Map<String, Treatment> treatments, String pointer, Treatment treatment) {
    if (UNTOUCHABLE.contains(pointer) || (REQUIRED.contains(pointer) && treatment == REMOVED)) {
      throw new IllegalArgumentException(pointer + " is a member that every event must have");
    }
    if (treatments.put(pointer, treatment) != null) {
      throw new IllegalArgumentException(pointer + " is named twice");
    }
  }
}
