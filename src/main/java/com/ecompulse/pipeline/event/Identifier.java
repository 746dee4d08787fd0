package com.ecompulse.pipeline.event;

/**
 * The rule of an event's identifiers: 1 to 128 characters, none of them half of a surrogate pair.
 */
public final class Identifier {
  static final int MAX_LENGTH = 128;

  private Identifier() {}

  /** Whether it is one. */
  public static boolean isValid(String text) {
    return !text.isEmpty() && isShort(text) && hasWholeCharacters(text);
  }

  static boolean isShort(String text) {
    return text.length() <= MAX_LENGTH || text.codePointCount(0, text.length()) <= MAX_LENGTH;
  }

  static boolean hasWholeCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
