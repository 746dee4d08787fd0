package com.ecompulse.pipeline.reference;

import com.ecompulse.pipeline.event.Decimals;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of a reference record that are looked at. Members that are null are absent; any other
 * members are passed over.
 */
final class ReferenceValue {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_DIGITS = 64;
  private static final int MAX_LENGTH = 128;

  private final Map<String, Object> members = new HashMap<>();

  private ReferenceValue() {}

  /**
   * @param json a JSON object
   * @param numbers the members that are numbers
   * @param strings the members that are strings of up to 128 characters
   * @throws IOException where it is none, or such a member is of another kind or longer
   */
  static ReferenceValue read(byte[] json, List<String> numbers, List<String> strings)
      throws IOException {
    ReferenceValue value = new ReferenceValue();
    try (JsonParser parser = JSON.createParser(json)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, "not an object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
          value.members.remove(name);
        } else if (numbers.contains(name)) {
          value.members.put(name, number(parser));
        } else if (strings.contains(name)) {
          value.members.put(name, string(parser));
        } else {
          parser.skipChildren();
        }
      }
      require(parser.nextToken() == null, "something follows the object");
    }
    return value;
  }

  /** A number's value, or null. */
  BigDecimal number(String name) {
    return (BigDecimal) members.get(name);
  }

  /** A string's characters, or null. */
  String string(String name) {
    return (String) members.get(name);
  }

  private static BigDecimal number(JsonParser parser) throws IOException {
    require(parser.currentToken().isNumeric(), "not a number");
    return Decimals.bounded(parser.getText(), MAX_DIGITS)
        .orElseThrow(() -> new IOException("a number of too many digits"));
  }

  private static String string(JsonParser parser) throws IOException {
    require(parser.currentToken() == JsonToken.VALUE_STRING, "not a string");
    String text = parser.getText();
    require(text.length() <= MAX_LENGTH, "a string of too many characters");
    return text.isEmpty() ? null : text;
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }
}
