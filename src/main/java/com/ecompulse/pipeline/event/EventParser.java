package com.ecompulse.pipeline.event;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads an event as it came, in one pass; of bytes that are none it says why. */
final class EventParser {

  private final EventLimits limits;
  private final JsonTexts texts;

  EventParser(EventLimits limits) {
    this.limits = limits;
    this.texts = new JsonTexts(limits.maxDepth());
  }

  Parsed parse(byte[] value) {
    if (value == null) {
      return new Failure.NotJson(0);
    }
    if (value.length > limits.maxEventBytes()) {
      return new Failure.TooLarge("raw", value.length, limits.maxEventBytes());
    }
    int start = firstOfText(value);
    int end = JsonTexts.endOfText(value, start);
    int malformed = firstUnreadable(value, start, end);
    return malformed < end || start == end
        ? new Failure.NotJson(malformed)
        : read(value, start, end);
  }

  private Parsed read(byte[] value, int start, int end) {
    try {
      return texts.read(
          value, start, (tokens, source) -> new EventReader(tokens).read(value, start, end));
    } catch (JsonParseException e) {
      return new Failure.NotJson(start + Math.max(0, e.getLocation().getByteOffset()));
    } catch (StreamConstraintsException e) {
      return new Failure.TooDeep(limits.maxDepth());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array has no other input error
    }
  }

  /** After a byte order mark and white space; neither is part of the event. */
  private static int firstOfText(byte[] value) {
    int at = Utf8.afterByteOrderMark(value);
    while (at < value.length && JsonTexts.isWhiteSpace(value[at])) {
      at++;
    }
    return at;
  }

  /**
   * The first byte that cannot be JSON in UTF-8; {@code end} where there is none. A second byte
   * order mark is one.
   */
  private static int firstUnreadable(byte[] value, int start, int end) {
    return Utf8.hasByteOrderMark(value, start) ? start : Utf8.firstMalformed(value, start, end);
  }
}
