package com.ecompulse.pipeline.event;

/** The rules of an event's members, each with its stable name and its words. */
enum Rule {
  REQUIRED("required", "must be there and not null"),
  UNIQUE("unique", "must be there once"),
  STRING("string", "must be a string"),
  NON_EMPTY("non-empty", "must not be empty"),
  MAX_LENGTH("max-length", "must have at most " + Identifier.MAX_LENGTH + " characters"),
  UNICODE("unicode", "must not hold half of a surrogate pair"),
  EVENT_TYPE("event-type", "must match [a-z][a-z0-9_]{0,63}"),
  DATE_TIME("date-time", "must be an RFC 3339 date-time such as 2026-11-23T08:12:30.123Z"),
  NOT_TOO_FAR_AHEAD("not-too-far-ahead", "must not lie so far ahead of the event's receipt"),
  NOT_TOO_FAR_BEHIND("not-too-far-behind", "must not lie so far behind the event's receipt"),
  OBJECT("object", "must be an object"),
  NUMBER("number", "must be a number"),
  NON_NEGATIVE("non-negative", "must not be negative"),
  RESERVED("reserved", "is reserved and must not be there");

  private final String ruleName;
  private final String message;

  Rule(String ruleName, String message) {
    this.ruleName = ruleName;
    this.message = message;
  }

  Violation brokenBy(KnownMember member) {
    return new Violation(member.pointer(), ruleName, message);
  }
}
