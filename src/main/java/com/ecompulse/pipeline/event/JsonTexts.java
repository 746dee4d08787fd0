package com.ecompulse.pipeline.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON texts from strangers: each is one text, whose names, numbers and strings may be as
 * long as it is itself, and whose objects and arrays lie within each other up to a depth.
 */
public final class JsonTexts {

  /**
   * Levels that are read of what the front door lets in: deeper than any event, and still bounded
   * in memory.
   */
  public static final int MAX_DEPTH = 1000;

  /** Reads a text's tokens up to where it knows enough; anew, of the same text, if need be. */
  public interface Reading<T> {
    T read(JsonTokens tokens, Source source) throws IOException;
  }

  /** The text that the tokens come from, in the units of their offsets. */
  public interface Source {

    /** With the white space at its end. */
    int length();

    /** A part of it, in UTF-8. */
    byte[] cut(int from, int to);
  }

  private final JsonFactory ofBytes;
  private final JsonFactory ofCharacters;

  /**
   * @param maxDepth levels of objects and arrays that are read
   */
  public JsonTexts(int maxDepth) {
    this.ofBytes = factoryOfBytes(maxDepth);
    this.ofCharacters =
        builder(maxDepth).disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW).build();
  }

  /**
   * Reads bytes, with a second opinion. Jackson's parser of bytes refuses a member name that spells
   * a character beyond U+FFFF with {@code \}{@code u} escapes, which is JSON and what Python
   * writes, and hundreds of names that share a hash, on purpose, of which each would be looked for
   * among all others. Its parser of characters takes the former, and gives up looking for the
   * latter.
   *
   * @param json UTF-8 without a byte order mark from {@code start} on
   * @throws JsonParseException where it is no JSON; what is known of the place counts from {@code
   *     start}, in bytes
   * @throws StreamConstraintsException where it is deeper than what is read
   */
  public <T> T read(byte[] json, int start, Reading<T> reading) throws IOException {
    int end = endOfText(json, start);
    try {
      JsonParser parser = ofBytes.createParser(json, start, end - start);
      return reading.read(new JsonTokens(parser, end - start), new Bytes(json, start));
    } catch (StreamConstraintsException e) {
      return readCharacters(json, start, end, reading);
    } catch (JsonParseException e) {
      if (spellsSurrogate(json, start, end)) {
        return readCharacters(json, start, end, reading, e);
      }
      throw e;
    }
  }

  /** The tokens of a text that is characters already. */
  public JsonTokens tokens(String json) throws IOException {
    return new JsonTokens(ofCharacters.createParser(json), json.length());
  }

  /** Where the white space begins that the bytes end in. */
  static int endOfText(byte[] json, int start) {
    int end = json.length;
    while (end > start && isWhiteSpace(json[end - 1])) {
      end--;
    }
    return end;
  }

  static boolean isWhiteSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Visible for its test. */
  static JsonFactory factoryOfBytes(int maxDepth) {
    return builder(maxDepth).build();
  }

  /** Names come from strangers: they are not interned. Bytes are UTF-8, whatever they look like. */
  private static TSFBuilder<?, ?> builder(int maxDepth) {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build());
  }

  private <T> T readCharacters(
      byte[] json, int start, int end, Reading<T> reading, JsonParseException first)
      throws IOException {
    try {
      return readCharacters(json, start, end, reading);
    } catch (JsonParseException same) {
      throw first; // whose place is in bytes
    }
  }

  private <T> T readCharacters(byte[] json, int start, int end, Reading<T> reading)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(json, start, json.length - start);
    String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    int length = text.length() - (json.length - end); // white space is one byte a character
    JsonParser parser = ofCharacters.createParser(text);
    return reading.read(new JsonTokens(parser, length), new Characters(text));
  }

  /** Whether one of {@code \}{@code ud800} to {@code \}{@code udfff} stands somewhere. */
  private static boolean spellsSurrogate(byte[] json, int start, int end) {
    for (int at = start; at + 3 < end; at++) {
      if (json[at] == '\\'
          && json[at + 1] == 'u'
          && (json[at + 2] | 0x20) == 'd'
          && json[at + 3] >= '8') {
        return true;
      }
    }
    return false;
  }

  private record Bytes(byte[] json, int start) implements Source {
    @Override
    public int length() {
      return json.length - start;
    }

    @Override
    public byte[] cut(int from, int to) {
      return Arrays.copyOfRange(json, start + from, start + to);
    }
  }

  private record Characters(String text) implements Source {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public byte[] cut(int from, int to) {
      return text.substring(from, to).getBytes(StandardCharsets.UTF_8);
    }
  }
}
