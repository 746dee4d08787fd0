package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** A JSON object that is being written. */
final class JsonObject {
  private final StringBuilder text = new StringBuilder(512).append('{');

  /** A member whose value is JSON already. */
  JsonObject json(String name, String value) {
    return json(name, value, 0, value.length());
  }

  /** A member whose value is a part of a JSON text. */
  JsonObject json(String name, String source, int from, int to) {
    if (text.length() > 1) {
      text.append(',');
    }
    quote(name, text);
    text.append(':').append(source, from, to);
    return this;
  }

  JsonObject string(String name, String value) {
    return json(name, quoted(value));
  }

  /** A JSON string. */
  static String quoted(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2);
    quote(value, quoted);
    return quoted.toString();
  }

  private static void quote(String value, StringBuilder text) {
    text.append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, text);
    text.append('"');
  }

  /** Ends it. */
  String toJson() {
    return text.append('}').toString();
  }

  /** Ends it, in UTF-8. */
  byte[] toBytes() {
    return toJson().getBytes(UTF_8);
  }
}
