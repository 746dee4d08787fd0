package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.event.JsonTexts;
import com.ecompulse.pipeline.event.JsonTokens;
import com.ecompulse.pipeline.event.Utf8;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of one JSON object, each with its value as it was written. Foreign payloads are taken
 * apart and put together by it, without a tree and without a number or a string changed.
 */
final class JsonMembers {
  /** One level more than bodies may have: whatever came so far can be read. */
  private static final JsonTexts JSON = new JsonTexts(JsonTexts.MAX_DEPTH + 1);

  /**
   * Where it stands, for strings of its own would be many times an object of many members.
   *
   * @param name decoded
   * @param kind the value's first token
   * @param source what the value stands in
   */
  record Member(String name, JsonToken kind, String source, int from, int to) {

    /** The value as it was written. */
    String json() {
      return source.substring(from, to);
    }

    /** A string decoded, a number's digits. */
    String text() {
      return isString() ? decoded(json()) : json();
    }

    private static String decoded(String string) {
      try {
        JsonTokens tokens = JSON.tokens(string);
        tokens.next();
        return tokens.text();
      } catch (IOException e) {
        throw new UncheckedIOException(e); // it was read before
      }
    }

    boolean isString() {
      return kind == JsonToken.VALUE_STRING;
    }

    boolean isNumber() {
      return kind.isNumeric();
    }

    boolean isObject() {
      return kind == JsonToken.START_OBJECT;
    }
  }

  static final JsonMembers NONE = new JsonMembers(List.of());

  private final List<Member> members;

  private JsonMembers(List<Member> members) {
    this.members = members;
  }

  /** Empty where the text is no object, or not UTF-8. */
  static Optional<JsonMembers> of(byte[] json) {
    return Utf8.isWellFormed(json, 0, json.length) ? of(new String(json, UTF_8)) : Optional.empty();
  }

  static Optional<JsonMembers> of(String json) {
    try {
      JsonTokens tokens = JSON.tokens(json);
      if (tokens.next() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      List<Member> members = new ArrayList<>();
      while (tokens.nextName()) {
        members.add(member(tokens, json));
      }
      tokens.requireEnd();
      return Optional.of(new JsonMembers(members));
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  List<Member> all() {
    return members;
  }

  /** The last of that name, which is the one that counts to most readers. */
  Optional<Member> last(String name) {
    return members.stream()
        .filter(member -> member.name().equals(name))
        .reduce((earlier, later) -> later);
  }

  /** The others; all of them where there is no such member. */
  JsonMembers without(Member member) {
    return new JsonMembers(members.stream().filter(other -> other != member).toList());
  }

  /** Those that have none of the names. */
  JsonMembers without(Set<String> names) {
    return new JsonMembers(
        members.stream().filter(member -> !names.contains(member.name())).toList());
  }

  /** Those that have one of the names. */
  JsonMembers only(Set<String> names) {
    return new JsonMembers(
        members.stream().filter(member -> names.contains(member.name())).toList());
  }

  /** An object of these members. */
  String toJson() {
    JsonObject object = new JsonObject();
    members.forEach(
        member -> object.json(member.name(), member.source(), member.from(), member.to()));
    return object.toJson();
  }

  private static Member member(JsonTokens tokens, String json) throws IOException {
    String name = tokens.name();
    JsonToken kind = tokens.next();
    int from = tokens.start();
    tokens.skip();
    return new Member(name, kind, json, from, tokens.end());
  }
}
