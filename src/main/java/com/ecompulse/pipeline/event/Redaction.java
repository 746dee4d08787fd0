package com.ecompulse.pipeline.event;

import java.io.IOException;
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
  private final JsonTexts texts;

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
    this.texts = new JsonTexts(maxDepth);
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
    if (!Utf8.isWellFormed(text, 0, text.length)) {
      throw new IOException("no text in UTF-8");
    }
    return texts.read(
        text,
        0,
        (tokens, source) -> {
          List<Splice> splices = new RedactionWalk(tokens, source, pseudonym).walk(root);
          return splices.isEmpty() ? json : Splice.all(splices, source);
        });
  }
}
