package com.ecompulse.pipeline.deadletter;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a topic has been read: an offset for each partition. To clients it is a word that they
 * send back as they got it.
 */
record Cursor(Map<Integer, Long> offsets) {

  /** Written {@code partition-offset}, joined by dots. */
  @Override
  public String toString() {
    return new TreeMap<>(offsets)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "-" + entry.getValue())
            .collect(Collectors.joining("."));
  }

  /**
   * @throws OperatorProblem for what is no cursor
   */
  static Cursor of(String text) {
    Map<Integer, Long> offsets = new TreeMap<>();
    for (String written : text.split("\\.", -1)) {
      Place place = Place.of(written).orElseThrow(Cursor::unknown);
      offsets.put(place.partition(), place.offset());
    }
    return new Cursor(offsets);
  }

  static OperatorProblem unknown() {
    return OperatorProblem.badRequest("the cursor is not one of this service's");
  }
}
