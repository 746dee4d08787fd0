package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.event.JsonTexts;
import com.ecompulse.pipeline.event.JsonTokens;
import com.ecompulse.pipeline.event.Utf8;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A look into a payload that need not be an event, nor JSON. */
final class PayloadPeek {
  /** Deeper ones are dead letters because they are. */
  private static final int MAX_DEPTH = 64;

  /** A longer one is no type, and would fill the page. */
  private static final int MAX_TYPE_LENGTH = 128;

  private static final JsonTexts JSON = new JsonTexts(MAX_DEPTH);

  private PayloadPeek() {}

  /** The type that the event names before it becomes unreadable, or null. */
  static String eventType(byte[] payload) {
    if (payload == null || payload.length == 0) {
      return null;
    }
    try {
      return JSON.read(
          payload,
          Utf8.afterByteOrderMark(payload),
          (tokens, source) -> tokens.next() == JsonToken.START_OBJECT ? eventType(tokens) : null);
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static String eventType(JsonTokens tokens) throws IOException {
    while (tokens.nextName()) {
      boolean found = tokens.name().equals("event_type");
      JsonToken value = tokens.next();
      if (found && value == JsonToken.VALUE_STRING) {
        String type = tokens.text();
        return type.length() <= MAX_TYPE_LENGTH ? type : type.substring(0, MAX_TYPE_LENGTH);
      }
      tokens.skip();
    }
    return null;
  }
}
