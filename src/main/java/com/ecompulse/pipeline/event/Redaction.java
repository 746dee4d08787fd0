package com.ecompulse.pipeline.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Takes members out of a JSON text, or puts pseudonyms in their place, by JSON pointers (RFC 6901).
 * All other bytes stay as they came. A member that comes twice is redacted twice. An array's
 * element that is to be removed is null afterwards, so that the others keep their places. Null has
 * no pseudonym, and stays; of what is neither null nor a string, the pseudonym is that of its text.
 */
public final class Redaction {

  /** What is done to a member. */
  public enum Treatment {
    REMOVED,
    PSEUDONYMISED
  }

  private final RedactedPlace root = new RedactedPlace();
  private final UnaryOperator<String> pseudonym;
  private final JsonFactory bytes;
  private final JsonFactory characters;

  /**
   * @param treatments by pointer; of what lies below a removed one nothing is left
   * @param pseudonym of a text, in ASCII that needs no escape; the text itself leaves it as it is
   * @param maxDepth levels of objects and arrays that are read
   * @throws IllegalArgumentException for what is no pointer to a member
   */
  public Redaction(
      Map<String, Treatment> treatments, UnaryOperator<String> pseudonym, int maxDepth) {
    treatments.forEach((pointer, treatment) -> root.at(pointer).treatment = treatment);
    this.pseudonym = pseudonym;
    this.bytes = JsonTokens.newFactory(maxDepth);
    this.characters = JsonTokens.newCharacterFactory(maxDepth);
  }

  /**
   * The redacted text; the same array where there is nothing to redact.
   *
   * @param json one JSON text in UTF-8; a byte order mark goes when something is redacted
   * @throws IOException where it is none
   */
  public byte[] apply(byte[] json) throws IOException {
    if (root.isEmpty()) {
      return json;
    }
    byte[] text = Utf8.withoutByteOrderMark(json);
    if (!Utf8.isWellFormed(text, 0, text.length) || Utf8.isWider(text)) {
      throw new IOException("no text in UTF-8");
    }
    byte[] redacted = redacted(text);
    return redacted == text ? json : redacted;
  }

  private byte[] redacted(byte[] json) throws IOException {
    try (JsonParser parser = bytes.createParser(json)) {
      List<Splice> splices =
          new RedactionWalk(
                  new JsonTokens(parser, JsonTokens.endOfText(json, 0)),
                  (from, to) -> new String(json, from, to - from, StandardCharsets.UTF_8),
                  pseudonym)
              .walk(root);
      return splices.isEmpty() ? json : Splice.all(splices, json);
    } catch (JsonParseException | StreamConstraintsException e) {
      return applyToChars(json);
    }
  }

  /** What {@link EventParser} reads by a second way only is redacted by it, too. */
  private byte[] applyToChars(byte[] json) throws IOException {
    String text = new String(json, StandardCharsets.UTF_8);
    int length = text.length() - (json.length - JsonTokens.endOfText(json, 0));
    try (JsonParser parser = characters.createParser(text)) {
      List<Splice> splices =
          new RedactionWalk(new JsonTokens(parser, length), text::substring, pseudonym).walk(root);
      return splices.isEmpty() ? json : Splice.all(splices, text).getBytes(StandardCharsets.UTF_8);
    }
  }
}
