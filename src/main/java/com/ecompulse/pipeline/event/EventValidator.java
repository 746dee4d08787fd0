package com.ecompulse.pipeline.event;

import static com.ecompulse.pipeline.event.KnownMember.ENRICHMENT;
import static com.ecompulse.pipeline.event.KnownMember.EVENT_ID;
import static com.ecompulse.pipeline.event.KnownMember.EVENT_TYPE;
import static com.ecompulse.pipeline.event.KnownMember.METADATA;
import static com.ecompulse.pipeline.event.KnownMember.ORDER_ID;
import static com.ecompulse.pipeline.event.KnownMember.PAGE_URL;
import static com.ecompulse.pipeline.event.KnownMember.PRICE;
import static com.ecompulse.pipeline.event.KnownMember.PRODUCT_ID;
import static com.ecompulse.pipeline.event.KnownMember.PROPERTIES;
import static com.ecompulse.pipeline.event.KnownMember.QUANTITY;
import static com.ecompulse.pipeline.event.KnownMember.SESSION_ID;
import static com.ecompulse.pipeline.event.KnownMember.SOURCE;
import static com.ecompulse.pipeline.event.KnownMember.TIMESTAMP;
import static com.ecompulse.pipeline.event.KnownMember.TOTAL_AMOUNT;
import static com.ecompulse.pipeline.event.KnownMember.USER_ID;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules of an event. It finds all that an event breaks, in the order below. The JSON Schema
 * {@code schemas/event.schema.json} says the same, but for the time window and repeated members.
 */
final class EventValidator {

  private static final int MAX_EVENT_TYPE_LENGTH = 64;

  private final long maxAheadMillis;
  private final long maxBehindMillis;

  EventValidator(EventLimits limits) {
    this.maxAheadMillis = limits.maxAhead().toMillis();
    this.maxBehindMillis = limits.maxBehind().toMillis();
  }

  List<Violation> violations(RawEvent event, long receivedAtMillis) {
    Check check = new Check(event);
    check.identifier(EVENT_ID);
    check.eventType();
    check.timestamp(receivedAtMillis, maxAheadMillis, maxBehindMillis);
    check.identifier(USER_ID);
    check.identifier(SESSION_ID);
    check.optionalString(SOURCE);
    check.optionalObject(PROPERTIES);
    check.optionalObject(METADATA);
    check.reserved(ENRICHMENT);
    check.knownType();
    return check.found;
  }

  /** One event under examination. */
  private static final class Check {
    private final RawEvent event;
    private final List<Violation> found = new ArrayList<>(0);

    Check(RawEvent event) {
      this.event = event;
    }

    void identifier(KnownMember member) {
      if (!requiredString(member)) {
        return;
      }
      String text = event.get(member).text();
      rule(!text.isEmpty(), Rule.NON_EMPTY, member);
      rule(Identifier.isShort(text), Rule.MAX_LENGTH, member);
      rule(Identifier.hasWholeCharacters(text), Rule.UNICODE, member);
    }

    void eventType() {
      if (requiredString(EVENT_TYPE)) {
        rule(isEventType(event.eventType()), Rule.EVENT_TYPE, EVENT_TYPE);
      }
    }

    /** Bounds are moved to the event's time, which is of four-digit years: no sum overflows. */
    void timestamp(long receivedAtMillis, long maxAheadMillis, long maxBehindMillis) {
      if (!requiredString(TIMESTAMP)) {
        return;
      }
      long time = event.occurredAtMillis();
      if (time == Timestamp.INVALID) {
        rule(false, Rule.DATE_TIME, TIMESTAMP);
      } else {
        rule(time - maxAheadMillis <= receivedAtMillis, Rule.NOT_TOO_FAR_AHEAD, TIMESTAMP);
        rule(time + maxBehindMillis >= receivedAtMillis, Rule.NOT_TOO_FAR_BEHIND, TIMESTAMP);
      }
    }

    void optionalString(KnownMember member) {
      JsonValue value = event.get(member);
      rule(value.isMissing() || value.isString(), Rule.STRING, member);
    }

    void optionalObject(KnownMember member) {
      JsonValue value = event.get(member);
      rule(value.isMissing() || value.isObject(), Rule.OBJECT, member);
    }

    void reserved(KnownMember member) {
      rule(event.get(member) == JsonValue.ABSENT, Rule.RESERVED, member);
    }

    void knownType() {
      JsonValue type = event.get(EVENT_TYPE);
      switch (type.isString() ? type.text() : "") {
        case "page_view" -> nonEmptyString(PAGE_URL);
        case "product_view", "add_to_cart", "remove_from_cart" -> {
          nonEmptyString(PRODUCT_ID);
          optionalAmount(PRICE);
          optionalAmount(QUANTITY);
        }
        case "purchase" -> {
          nonEmptyString(ORDER_ID);
          optionalAmount(TOTAL_AMOUNT);
        }
        default -> {} // user_login, and whatever a shop invents
      }
    }

    private void nonEmptyString(KnownMember member) {
      JsonValue value = event.get(member);
      if (value.isMissing()) {
        rule(false, Rule.REQUIRED, member);
      } else {
        rule(value.isString(), Rule.STRING, member);
        rule(!value.isString() || value.isNonEmptyString(), Rule.NON_EMPTY, member);
      }
    }

    private void optionalAmount(KnownMember member) {
      JsonValue value = event.get(member);
      rule(value.isMissing() || value.isNumber(), Rule.NUMBER, member);
      rule(!value.isNegativeNumber(), Rule.NON_NEGATIVE, member);
    }

    private boolean requiredString(KnownMember member) {
      JsonValue value = event.get(member);
      rule(!event.isRepeated(member), Rule.UNIQUE, member);
      rule(!value.isMissing(), Rule.REQUIRED, member);
      rule(value.isMissing() || value.isString(), Rule.STRING, member);
      return value.isString();
    }

    private void rule(boolean holds, Rule rule, KnownMember member) {
      if (!holds) {
        found.add(rule.brokenBy(member));
      }
    }
  }

  private static boolean isEventType(String text) {
    if (text.isEmpty() || text.length() > MAX_EVENT_TYPE_LENGTH || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
