package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** A JSON object that is being written. */
final class JsonObject {
  private final StringBuilder text = new StringBuilder(512).append('{');

  /** A member whose value is JSON already. */
  JsonObject json(String name, String value) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append(quoted(name)).append(':').append(value);
    return this;
  }

  JsonObject string(String name, String value) {
    return json(name, quoted(value));
  }

  /** A JSON string. */
  static String quoted(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, quoted);
    return quoted.append('"').toString();
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
