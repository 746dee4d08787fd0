package com.ecompulse.pipeline.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A stretch of a text, from one place up to another, and the ASCII that is put there instead. */
record Splice(int from, int to, String replacement) {

  /**
   * The bytes with all of them done.
   *
   * @param splices in their order, of which none overlaps another
   */
  static byte[] all(List<Splice> splices, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 80 * splices.size());
    int at = 0;
    for (Splice splice : splices) {
      out.write(bytes, at, splice.from - at);
      out.writeBytes(splice.replacement.getBytes(StandardCharsets.US_ASCII));
      at = splice.to;
    }
    out.write(bytes, at, bytes.length - at);
    return out.toByteArray();
  }

  /** The same of a text whose places are counted in characters. */
  static String all(List<Splice> splices, String text) {
    StringBuilder out = new StringBuilder(text.length() + 80 * splices.size());
    int at = 0;
    for (Splice splice : splices) {
      out.append(text, at, splice.from).append(splice.replacement);
      at = splice.to;
    }
    return out.append(text, at, text.length()).toString();
  }
}
