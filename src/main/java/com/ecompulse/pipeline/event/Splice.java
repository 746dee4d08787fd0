package com.ecompulse.pipeline.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A stretch of a text, from one place up to another, and the ASCII that is put there instead. */
record Splice(int from, int to, String replacement) {

  /**
   * The text with all of them done, in UTF-8.
   *
   * @param splices in their order, of which none overlaps another
   */
  static byte[] all(List<Splice> splices, JsonTexts.Source text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 80 * splices.size());
    int at = 0;
    for (Splice splice : splices) {
      out.writeBytes(text.cut(at, splice.from));
      out.writeBytes(splice.replacement.getBytes(StandardCharsets.US_ASCII));
      at = splice.to;
    }
    out.writeBytes(text.cut(at, text.length()));
    return out.toByteArray();
  }
}
