package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Redaction.Treatment.PSEUDONYMISED;
import static com.ecompulse.pipeline.event.Redaction.Treatment.REMOVED;

import com.ecompulse.pipeline.config.EnrichmentConfig;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.event.Consent;
import com.ecompulse.pipeline.event.Disclosure;
import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.RawEvent;
import com.ecompulse.pipeline.event.Redaction;
import com.ecompulse.pipeline.event.Redaction.Treatment;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
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
 * <p>A dead letter, if the settings say so, is without the configured members as well, where it is
 * JSON; what is not JSON has no members, and stays what it is. Neither its key nor its headers are
 * touched.
 */
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

  /** What the enrichment copies from a member goes the member's way. */
  private static final Map<String, String> COPIES =
      Map.of(
          "/properties/ip_address", "/enrichment/client_ip",
          "/properties/page_url", "/enrichment/traffic/landing_page",
          "/properties/referrer", "/enrichment/traffic/referrer_host",
          "/properties/currency", "/enrichment/currency",
          "/properties/utm_source", "/enrichment/traffic/utm_source",
          "/properties/utm_medium", "/enrichment/traffic/utm_medium",
          "/properties/utm_campaign", "/enrichment/traffic/utm_campaign",
          "/properties/utm_term", "/enrichment/traffic/utm_term",
          "/properties/utm_content", "/enrichment/traffic/utm_content");

  /** An event without these, or with others, is none. */
  private static final Set<String> UNTOUCHABLE =
      Set.of("/event_id", "/event_type", "/timestamp", "/enrichment");

  private static final Set<String> REQUIRED = Set.of("/user_id", "/session_id");

  /** The enrichment lies deeper than what the event may hold itself. */
  private static final int MAX_DEPTH = EventLimits.DEFAULTS.maxDepth() + 8;

  private final EnrichmentConfig.Privacy config;
  private final Redaction always;
  private final Redaction withoutConsent;

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
        WITHOUT_CONSENT.forEach(stricter::putIfAbsent);
      }
      UnaryOperator<String> pseudonym =
          stricter.containsValue(PSEUDONYMISED)
              ? new Pseudonyms(config.keyId(), config.keys())::of
              : UnaryOperator.identity();
      always = new Redaction(configured, pseudonym, MAX_DEPTH);
      withoutConsent = new Redaction(stricter, pseudonym, MAX_DEPTH);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("pipeline.enrichment.privacy: " + e.getMessage());
    }
  }

  /** Settings that are no good end every process at its start. */
  void begin(@Observes StartupEvent started) {}

  @Override
  public byte[] of(RawEvent event, byte[] enriched) {
    boolean isWithheld = asksForConsent() && config.consent().isWithheld(event);
    try {
      return (isWithheld ? withoutConsent : always).apply(enriched);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it was read before
    }
  }

  /** What of a rejected record's value goes into its dead letter; of null nothing. */
  public byte[] ofDeadLetter(byte[] value) {
    if (value == null || !config.deadLetters()) {
      return value;
    }
    try {
      return always.apply(value);
    } catch (IOException e) {
      return value;
    }
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
    COPIES.forEach(
        (member, copy) -> {
          if (treatments.containsKey(member)) {
            treatments.putIfAbsent(copy, treatments.get(member));
          }
        });
    return treatments;
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
