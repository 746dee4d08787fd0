package com.ecompulse.pipeline.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.TSFBuilder;
import java.io.IOException;

/** The tokens of one JSON text from strangers, read once from its start to its end. */
public final class JsonTokens {

  /**
   * Levels that are read of what the front door lets in: deeper than any event, and still bounded
   * in memory.
   */
  public static final int MAX_DEPTH = 1000;

  /**
   * Jackson keeps the names it has seen for the next texts: up to 6000, of whatever length. A name
   * longer than this is not handed to it, lest names of a megabyte fill the heap.
   */
  private static final int MAX_KEPT_NAME_LENGTH = 64;

  private final JsonParser parser;
  private final int length;
  private boolean keepsNames = true;

  /**
   * @param parser of a {@linkplain #newFactory factory} for such texts
   * @param length of the parser's input without the white space at its end, in the units it counts:
   *     bytes or characters
   */
  public JsonTokens(JsonParser parser, int length) {
    this.parser = parser;
    this.length = length;
  }

  /**
   * For bytes. A text that breaks a constraint is too deep or has, on purpose, hundreds of names
   * that share a hash, of which each would be looked for among all others: only a {@linkplain
   * #newCharacterFactory parser of characters} can tell which.
   */
  public static JsonFactory newFactory(int maxDepth) {
    return builder(maxDepth).build();
  }

  /**
   * For characters. A text that breaks a constraint is too deep: names that share a hash are given
   * up looking for.
   */
  public static JsonFactory newCharacterFactory(int maxDepth) {
    return builder(maxDepth).disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW).build();
  }

  /** Names come from strangers: they are not interned. */
  private static TSFBuilder<?, ?> builder(int maxDepth) {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build());
  }

  /** Where the white space begins that the bytes end in. */
  public static int endOfText(byte[] json, int start) {
    int end = json.length;
    while (end > start && isWhiteSpace(json[end - 1])) {
      end--;
    }
    return end;
  }

  static boolean isWhiteSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Goes on to the next token; null where nothing is left. */
  public JsonToken next() throws IOException {
    return parser.nextToken();
  }

  public JsonToken current() {
    return parser.currentToken();
  }

  /** Goes on to the next member's name; false at the object's end. */
  public boolean nextName() throws IOException {
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      return false;
    }
    seeName();
    return true;
  }

  /** The name of the current member. */
  public String name() throws IOException {
    return parser.currentName();
  }

  /** The characters of the current string, or the digits of the current number. */
  public String text() throws IOException {
    return parser.getText();
  }

  /** Where the current token begins, in the units of the length. */
  public int start() {
    return offset(parser.currentTokenLocation());
  }

  /** Where the current token ends. */
  public int end() throws IOException {
    parser.finishToken();
    return offset(parser.currentLocation());
  }

  /** Passes over the current value. Returns whether anything was in it. */
  public boolean skip() throws IOException {
    if (!parser.currentToken().isStructStart()) {
      return false;
    }
    int tokens = 0;
    for (int open = 1; open > 0; tokens++) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.FIELD_NAME) {
        seeName();
      } else if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd()) {
        open--;
      }
    }
    return tokens > 1;
  }

  /**
   * Fails where anything but white space follows. Asking for one more token closes the parser,
   * which then keeps the names it has seen.
   */
  public void requireEnd() throws IOException {
    boolean isEnd = keepsNames ? parser.nextToken() == null : end() == length;
    if (!isEnd) {
      throw new JsonParseException(parser, "Something follows the JSON text");
    }
  }

  private void seeName() throws IOException {
    keepsNames &= parser.currentName().length() <= MAX_KEPT_NAME_LENGTH;
  }

  /** A parser of bytes knows no offset in characters, and the other way round. */
  private static int offset(JsonLocation location) {
    return (int) Math.max(location.getByteOffset(), location.getCharOffset());
  }
}
