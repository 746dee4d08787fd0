package com.ecompulse.pipeline.event;

import java.util.Locale;
import java.util.Set;

/**
 * Whether an event's visitor may be followed, by the flags in its {@code metadata}: {@code
 * do_not_track} or {@code dnt}, and {@code consent}. A flag is a boolean, 1 or 0, or one of some
 * words for yes and no, in any case.
 */
public enum Consent {
  /** The flags mean nothing here. */
  IGNORED,
  /** Unless the visitor asked not to be tracked, or refused. */
  OPT_OUT,
  /** Only where the visitor consented, and did not ask not to be tracked. */
  OPT_IN;

  private static final Set<String> YES = Set.of("true", "1", "yes", "granted", "accepted");
  private static final Set<String> NO = Set.of("false", "0", "no", "denied", "rejected");

  private static final EventParser PARSER = new EventParser(EventLimits.DEFAULTS);

  /**
   * The same of a record's value, which need be no valid event, nor one at all. Where it cannot be
   * read, nobody knows of a consent.
   */
  public boolean isWithheld(byte[] value) {
    return this != IGNORED && !isAllowed(value);
  }

  private boolean isAllowed(byte[] value) {
    try {
      return PARSER.parse(value) instanceof RawEvent event && !isWithheld(event);
    } catch (RuntimeException | StackOverflowError e) {
      return false; // as the pipeline takes it: the event's fault, which must not stop the batch
    }
  }

  /** Whether the event's visitor is to be followed less. */
  public boolean isWithheld(RawEvent event) {
    if (this == IGNORED) {
      return false;
    }
    JsonValue consent = event.get(KnownMember.CONSENT);
    return says(YES, event.get(KnownMember.DO_NOT_TRACK))
        || says(YES, event.get(KnownMember.DNT))
        || (this == OPT_IN ? !says(YES, consent) : says(NO, consent));
  }

  private static boolean says(Set<String> words, JsonValue flag) {
    return flag.text() != null
        && flag.text().length() <= 16
        && words.contains(flag.text().toLowerCase(Locale.ROOT));
  }
}
