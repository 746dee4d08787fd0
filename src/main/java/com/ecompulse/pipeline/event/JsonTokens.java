package com.ecompulse.pipeline.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The tokens of one JSON text from strangers, read once from its start to its end. */
public final class JsonTokens {

  /**
   * Jackson keeps the names it has seen for the next texts: up to 6000, of whatever length. A name
   * longer than this is not handed to it, lest names of a megabyte fill the heap.
   */
  private static final int MAX_KEPT_NAME_LENGTH = 64;

  private final JsonParser parser;
  private final int length;
  private boolean keepsNames = true;

  /**
   * @param length of the parser's input without the white space at its end, in the units it counts:
   *     bytes or characters
   */
  JsonTokens(JsonParser parser, int length) {
    this.parser = parser;
    this.length = length;
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

  /** Whether nothing but white space is left. */
  public boolean isAtEnd() throws IOException {
    return end() == length;
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
    boolean isEnd = keepsNames ? parser.nextToken() == null : isAtEnd();
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
