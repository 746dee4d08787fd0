package com.ecompulse.pipeline.enrich;

import com.ecompulse.pipeline.event.JsonTexts;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.Redaction;
import com.ecompulse.pipeline.event.Redaction.Treatment;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is not told of an event: some members, which are removed or have a pseudonym instead. */
public final class Withheld {

  /** A dead letter is as deep as the front door lets in, and lies deeper where that wraps it. */
  private static final int MAX_DEPTH = JsonTexts.MAX_DEPTH + 8;

  private static final byte[] NONE = {};

  /** All is told. */
  static final Withheld NOTHING = new Withheld(Map.of(), UnaryOperator.identity());

  private final boolean isEmpty;

  /** What is done to the known members, for each event asks. */
  private final Map<KnownMember, Treatment> ofMembers = new EnumMap<>(KnownMember.class);

  private final UnaryOperator<String> pseudonym;
  private final Redaction redaction;

  /**
   * @param treatments by pointer
   * @param pseudonym of a text
   * @throws IllegalArgumentException for what is no pointer to a member
   */
  Withheld(Map<String, Treatment> treatments, UnaryOperator<String> pseudonym) {
    this.isEmpty = treatments.isEmpty();
    this.pseudonym = pseudonym;
    this.redaction = new Redaction(treatments, pseudonym, MAX_DEPTH);
    for (KnownMember member : KnownMember.values()) {
      Treatment treatment = treatment(treatments, member.pointer());
      if (treatment != null) {
        ofMembers.put(member, treatment);
      }
    }
  }

  /**
   * What is done to the member, or to what it lies in, the strictest of that; null where nothing
   * is.
   */
  static Treatment treatment(Map<String, Treatment> treatments, String pointer) {
    Treatment found = null;
    int end = 0;
    do {
      end = pointer.indexOf('/', end + 1);
      Treatment here = treatments.get(end < 0 ? pointer : pointer.substring(0, end));
      found = here == null ? found : stricter(here, found);
    } while (end >= 0);
    return found;
  }

  /** A pseudonym still links what is to be removed. */
  static Treatment stricter(Treatment one, Treatment other) {
    return one == Treatment.REMOVED || other == null ? one : other;
  }

  public boolean isNothing() {
    return isEmpty;
  }

  boolean includes(KnownMember member) {
    return ofMembers.containsKey(member);
  }

  /** The event without it. */
  byte[] redacted(byte[] event) throws IOException {
    return redaction.apply(event);
  }

  /**
   * The same of a record's value, be it no event; what is no JSON has no members, and stays. Of
   * what is too deep to be read nobody knows what it discloses, so nothing is left.
   */
  public byte[] ofValue(byte[] value) {
    try {
      return value == null ? null : redacted(value);
    } catch (StreamConstraintsException tooDeep) {
      return NONE;
    } catch (IOException noJson) {
      return value;
    }
  }

  /**
   * What is told of a text, in UTF-8, that stands for the member outside of the event, such as in a
   * header; null where that is nothing.
   */
  public byte[] ofText(KnownMember member, byte[] text) {
    Treatment treatment = ofMembers.get(member);
    if (text == null || treatment == null) {
      return text;
    }
    return treatment == Treatment.REMOVED
        ? null
        : pseudonym
            .apply(new String(text, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
  }
}
