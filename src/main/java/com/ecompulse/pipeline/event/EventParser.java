package com.ecompulse.pipeline.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Bytes to an event as it came, in one pass; says of every other bytes why they are none. */
final class EventParser {

  private final EventLimits limits;
  private final JsonFactory factory;

  EventParser(EventLimits limits) {
    this.limits = limits;
    this.factory = JsonTokens.newFactory(limits.maxDepth());
  }

  Parsed parse(byte[] value) {
    if (value == null) {
      return new Failure.NotJson(0);
    }
    if (value.length > limits.maxEventBytes()) {
      return new Failure.TooLarge("raw", value.length, limits.maxEventBytes());
    }
    int start = firstOfText(value);
    int end = JsonTokens.endOfText(value, start);
    int malformed = firstUnreadable(value, start, end);
    return malformed < end || start == end
        ? new Failure.NotJson(malformed)
        : read(value, start, end);
  }

  private Parsed read(byte[] value, int start, int end) {
    try {
      JsonParser parser = factory.createParser(value, start, end - start);
      return new EventReader(new JsonTokens(parser, end - start)).read(value, start, end);
    } catch (JsonParseException e) {
      long refusedAt = start + Math.max(0, e.getLocation().getByteOffset());
      return spellsSurrogate(value, start, end)
          ? readChars(value, start, end, refusedAt)
          : new Failure.NotJson(refusedAt);
    } catch (StreamConstraintsException e) {
      return readChars(value, start, end, start);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array has no other input error
    }
  }

  /**
   * The second opinion. Jackson's parser of bytes refuses a member name that spells a character
   * beyond U+FFFF with {@code \}{@code u} escapes, which is JSON and what Python writes, and many
   * that share a hash; its parser of characters takes both.
   */
  private Parsed readChars(byte[] value, int start, int end, long refusedAt) {
    String text = new String(value, start, end - start, StandardCharsets.UTF_8);
    try {
      JsonParser parser = JsonTokens.newCharacterFactory(limits.maxDepth()).createParser(text);
      return new EventReader(new JsonTokens(parser, text.length())).read(value, start, end);
    } catch (JsonParseException e) {
      return new Failure.NotJson(refusedAt);
    } catch (StreamConstraintsException e) {
      return new Failure.TooDeep(limits.maxDepth());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string has no other input error
    }
  }

  /** Whether one of {@code \}{@code ud800} to {@code \}{@code udfff} stands somewhere. */
  private static boolean spellsSurrogate(byte[] value, int start, int end) {
    for (int at = start; at + 3 < end; at++) {
      if (value[at] == '\\'
          && value[at + 1] == 'u'
          && (value[at + 2] | 0x20) == 'd'
          && value[at + 3] >= '8') {
        return true;
      }
    }
    return false;
  }

  /** After a byte order mark and white space; neither is part of the event. */
  private static int firstOfText(byte[] value) {
    int at = Utf8.hasByteOrderMark(value, 0) ? 3 : 0;
    while (at < value.length && JsonTokens.isWhiteSpace(value[at])) {
      at++;
    }
    return at;
  }

  /**
   * The first byte that cannot be JSON in UTF-8; {@code end} where there is none. A second byte
   * order mark, or a NUL where the parser would take the text for UTF-16 or UTF-32, is one.
   */
  private static int firstUnreadable(byte[] value, int start, int end) {
    int nul = Utf8.firstNul(value, start, Math.min(start + 4, end));
    if (nul >= 0) {
      return nul;
    }
    return Utf8.hasByteOrderMark(value, start) ? start : Utf8.firstMalformed(value, start, end);
  }
}
