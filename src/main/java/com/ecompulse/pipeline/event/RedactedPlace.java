package com.ecompulse.pipeline.event;

import java.util.HashMap;
import java.util.Map;

/** A place in a JSON text, by what is done to it and to the places below it. */
final class RedactedPlace {
  final Map<String, RedactedPlace> below = new HashMap<>();

  /** What is done to it; null where nothing is. */
  Redaction.Treatment treatment;

  boolean isEmpty() {
    return below.isEmpty();
  }

  /** Whether a member of it is taken out. */
  boolean losesMembers() {
    for (RedactedPlace member : below.values()) {
      if (member.treatment == Redaction.Treatment.REMOVED) {
        return true;
      }
    }
    return false;
  }

  /**
   * The place that a pointer leads to from here.
   *
   * @throws IllegalArgumentException for what is no pointer to a member
   */
  RedactedPlace at(String pointer) {
    if (!pointer.startsWith("/") || pointer.matches("(?s).*~(?![01]).*")) {
      throw new IllegalArgumentException(
          "not a JSON pointer to a member, such as /properties/email: " + pointer);
    }
    RedactedPlace place = this;
    for (String name : pointer.substring(1).split("/", -1)) {
      place =
          place.below.computeIfAbsent(
              name.replace("~1", "/").replace("~0", "~"), first -> new RedactedPlace());
    }
    return place;
  }
}
