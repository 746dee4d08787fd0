package com.ecompulse.pipeline.event;

/**
 * A JSON value, as far as rules and enrichments look into it.
 *
 * @param text a string's characters, a number's text as it came, {@code true} or {@code false};
 *     null for every other kind
 */
public record JsonValue(Kind kind, String text) {

  static final JsonValue ABSENT = new JsonValue(Kind.ABSENT, null);
  static final JsonValue NULL = new JsonValue(Kind.NULL, null);
  static final JsonValue EMPTY_OBJECT = new JsonValue(Kind.EMPTY_OBJECT, null);
  static final JsonValue OBJECT = new JsonValue(Kind.OBJECT, null);
  static final JsonValue TRUE = new JsonValue(Kind.BOOLEAN, "true");
  static final JsonValue FALSE = new JsonValue(Kind.BOOLEAN, "false");
  static final JsonValue ARRAY = new JsonValue(Kind.ARRAY, null);

  enum Kind {
    ABSENT,
    NULL,
    STRING,
    NUMBER,
    EMPTY_OBJECT,
    /** An object with at least one member. */
    OBJECT,
    BOOLEAN,
    ARRAY
  }

  /** Whether the event says nothing here: null means the same as no member. */
  public boolean isMissing() {
    return kind == Kind.ABSENT || kind == Kind.NULL;
  }

  boolean isString() {
    return kind == Kind.STRING;
  }

  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  boolean isObject() {
    return kind == Kind.OBJECT || kind == Kind.EMPTY_OBJECT;
  }

  public boolean isNonEmptyString() {
    return kind == Kind.STRING && !text.isEmpty();
  }

  public boolean isNonEmptyObject() {
    return kind == Kind.OBJECT;
  }

  /** Whether this is a number below zero, told from its digits: {@code -0.0e9} is not. */
  boolean isNegativeNumber() {
    if (kind != Kind.NUMBER || text.charAt(0) != '-') {
      return false;
    }
    for (int i = 1; i < text.length() && (text.charAt(i) | 0x20) != 'e'; i++) {
      if (text.charAt(i) > '0') {
        return true;
      }
    }
    return false;
  }
}
