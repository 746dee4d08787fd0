package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.event.JsonTexts;
import com.ecompulse.pipeline.event.JsonTokens;
import com.ecompulse.pipeline.event.Sha256;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An id that follows from what a JSON text says, so that a resend has it again. The order of
 * members and white space do not count: an SDK writes its queue anew, and its dictionaries in
 * another order each time. A name-based UUID of RFC 9562's version 8, from SHA-256.
 */
final class ContentId {
  /** One level more than bodies may have: whatever came so far can be read. */
  private static final JsonTexts JSON = new JsonTexts(JsonTexts.MAX_DEPTH + 1);

  /** Used again for each value of this level: making one takes more than most values do. */
  private final MessageDigest digest = Sha256.newDigest();

  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

  /** Of the values of the members of this level's objects; null before the first. */
  private ContentId inner;

  private ContentId() {}

  /**
   * @param json well-formed
   */
  static String of(String json) {
    try {
      JsonTokens tokens = JSON.tokens(json);
      tokens.next();
      return uuid(new ContentId().hash(tokens));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string has no other input error
    }
  }

  /**
   * The id of a text that says the same as others before it.
   *
   * @param first the id of the first of them
   * @param before how many came before it
   */
  static String ofAnother(String first, int before) {
    ContentId another = new ContentId();
    another.text('#', first);
    another.text('.', Integer.toString(before));
    return uuid(another.digest.digest());
  }

  private static String uuid(byte[] sha256) {
    ByteBuffer hash = ByteBuffer.wrap(sha256);
    long high = hash.getLong() & ~0xF000L | 0x8000L;
    long low = hash.getLong() & ~(3L << 62) | 1L << 63;
    return new UUID(high, low).toString();
  }

  /** Of the value that the tokens stand at the start of. */
  private byte[] hash(JsonTokens tokens) throws IOException {
    value(tokens);
    return digest.digest();
  }

  /** The kind is part of it: a string of digits is not their number. */
  private void value(JsonTokens tokens) throws IOException {
    switch (tokens.current()) {
      case START_OBJECT -> object(tokens);
      case START_ARRAY -> array(tokens);
      case VALUE_STRING -> text('"', tokens.text());
      default -> text('.', tokens.text());
    }
  }

  private void object(JsonTokens tokens) throws IOException {
    Map<String, byte[]> members = new TreeMap<>();
    while (tokens.nextName()) {
      String name = tokens.name();
      tokens.next();
      members.put(name, inner().hash(tokens));
    }
    digest.update((byte) '{');
    members.forEach(
        (name, hash) -> {
          text(':', name);
          digest.update(hash);
        });
    digest.update((byte) '}');
  }

  private ContentId inner() {
    if (inner == null) {
      inner = new ContentId();
    }
    return inner;
  }

  private void array(JsonTokens tokens) throws IOException {
    digest.update((byte) '[');
    while (tokens.next() != JsonToken.END_ARRAY) {
      value(tokens);
    }
    digest.update((byte) ']');
  }

  /** Its length before it, so that no two texts after each other are the same bytes as others. */
  private void text(char kind, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    digest.update((byte) kind);
    digest.update(length.putInt(0, bytes.length).rewind());
    digest.update(bytes);
  }
}
