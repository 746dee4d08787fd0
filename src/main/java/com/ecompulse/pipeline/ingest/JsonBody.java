package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.event.JsonTokens;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A body that is JSON in UTF-8, read in one pass; a byte order mark before it and white space
 * around it are not part of it.
 */
final class JsonBody {
  /** An event's own limit is the processor's. */
  static final int MAX_DEPTH = JsonTokens.MAX_DEPTH;

  private static final JsonFactory JSON = JsonTokens.newFactory(MAX_DEPTH);

  /** Reads a body's tokens to their end. */
  interface Reading<T> {
    T read(JsonTokens tokens, Source source) throws IOException;
  }

  /** The text that the tokens come from, in the units of their offsets. */
  interface Source {
    int length();

    byte[] cut(int from, int to);
  }

  private JsonBody() {}

  /**
   * @throws IngestProblem where the body is no JSON, or the reading refuses it
   */
  static <T> T read(byte[] body, Reading<T> reading) {
    int start = afterByteOrderMark(body);
    requireUtf8(body, start);
    int length = JsonTokens.endOfText(body, start) - start;
    try {
      JsonTokens tokens = new JsonTokens(JSON.createParser(body, start, length), length);
      return reading.read(tokens, new Bytes(body, start, length));
    } catch (JsonParseException | StreamConstraintsException e) {
      return readCharacters(body, start, length, reading);
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  /**
   * The second opinion. Jackson's parser of bytes refuses a member name that spells a character
   * beyond U+FFFF with {@code \}{@code u} escapes, which is JSON and what Python writes, and many
   * that share a hash; its parser of characters takes both.
   */
  private static <T> T readCharacters(byte[] body, int start, int length, Reading<T> reading) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body, start, length)).toString();
      JsonParser parser = JsonTokens.newCharacterFactory(MAX_DEPTH).createParser(text);
      return reading.read(new JsonTokens(parser, text.length()), new Characters(text));
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  /** The cause's message quotes the body, and is left out. */
  private static IngestProblem malformed(IOException cause) {
    return new IngestProblem(
        Kind.MALFORMED_JSON,
        cause instanceof StreamConstraintsException
            ? "the body is nested deeper than " + MAX_DEPTH
            : "the body must be well-formed JSON in UTF-8");
  }

  private static int afterByteOrderMark(byte[] body) {
    boolean marked =
        body.length >= 3
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }

  /** Jackson would guess UTF-16 and UTF-32 from a mark or a NUL at the start. */
  private static void requireUtf8(byte[] body, int start) {
    for (int i = start; i < Math.min(body.length, start + 4); i++) {
      if (body[i] == 0 || body[i] == (byte) 0xFE || body[i] == (byte) 0xFF) {
        throw new IngestProblem(Kind.MALFORMED_JSON, "the body must be JSON in UTF-8");
      }
    }
  }

  private record Bytes(byte[] body, int start, int length) implements Source {
    @Override
    public byte[] cut(int from, int to) {
      return Arrays.copyOfRange(body, start + from, start + to);
    }
  }

  private record Characters(String text) implements Source {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public byte[] cut(int from, int to) {
      return text.substring(from, to).getBytes(UTF_8);
    }
  }
}
