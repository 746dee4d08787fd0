package com.ecompulse.pipeline.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Function;

/** One event's pass over its tokens. */
final class EventReader {

  private final JsonTokens tokens;
  private final JsonValue[] members = new JsonValue[KnownMember.COUNT];
  private int repeated;

  EventReader(JsonTokens tokens) {
    this.tokens = tokens;
  }

  Parsed read(byte[] value, int start, int end) throws IOException {
    boolean isObject = tokens.next() == JsonToken.START_OBJECT;
    if (isObject) {
      readEvent();
    } else {
      tokens.skip();
    }
    tokens.requireEnd();
    return isObject
        ? new RawEvent(value, start, end, members, repeated)
        : new Failure.NotAnObject();
  }

  private void readEvent() throws IOException {
    while (tokens.nextName()) {
      KnownMember member = KnownMember.ofEvent(tokens.name());
      tokens.next();
      if (member == KnownMember.PROPERTIES) {
        forget(KnownMember.PROPERTIES_FROM, KnownMember.COUNT);
        take(member, KnownMember::ofProperties);
      } else if (member == KnownMember.METADATA) {
        forget(KnownMember.METADATA_FROM, KnownMember.PROPERTIES_FROM);
        take(member, KnownMember::ofMetadata);
      } else {
        take(member);
      }
    }
  }

  /**
   * A second value of a name, be it no object, takes the first's place, as most readers have it.
   */
  private void forget(int from, int end) {
    for (int i = from; i < end; i++) {
      members[i] = null;
    }
  }

  private void take(KnownMember member, Function<String, KnownMember> known) throws IOException {
    if (tokens.current() == JsonToken.START_OBJECT) {
      put(member, readObject(known));
    } else {
      take(member);
    }
  }

  private JsonValue readObject(Function<String, KnownMember> known) throws IOException {
    boolean isEmpty = true;
    while (tokens.nextName()) {
      isEmpty = false;
      KnownMember member = known.apply(tokens.name());
      tokens.next();
      take(member);
    }
    return isEmpty ? JsonValue.EMPTY_OBJECT : JsonValue.OBJECT;
  }

  private void take(KnownMember member) throws IOException {
    if (member == null) {
      tokens.skip();
    } else {
      put(member, value());
    }
  }

  private void put(KnownMember member, JsonValue value) {
    int at = member.ordinal();
    if (members[at] != null) {
      repeated |= 1 << at;
    }
    members[at] = value;
  }

  private JsonValue value() throws IOException {
    return switch (tokens.current()) {
      case VALUE_STRING -> new JsonValue(JsonValue.Kind.STRING, tokens.text());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new JsonValue(JsonValue.Kind.NUMBER, tokens.text());
      case VALUE_NULL -> JsonValue.NULL;
      case START_OBJECT -> tokens.skip() ? JsonValue.OBJECT : JsonValue.EMPTY_OBJECT;
      case VALUE_TRUE -> JsonValue.TRUE;
      case VALUE_FALSE -> JsonValue.FALSE;
      default -> {
        tokens.skip();
        yield JsonValue.ARRAY;
      }
    };
  }
}
