package com.ecompulse.pipeline.ingest;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * What has come of a body, in one array: a client may cut its body into pieces of a byte each, and
 * an object for each would hold a hundred times what came. One piece, as the usual body is, is held
 * as it came.
 */
final class BodyBytes {
  private static final byte[] NONE = {};

  private final long most;
  private Buffer onlyPiece;
  private byte[] bytes = NONE;
  private int length;

  /**
   * @param most how many bytes the body can have: there is never room for more than these, however
   *     few have come; nor for more than twice those that have
   */
  BodyBytes(long most) {
    this.most = most;
  }

  /** Bytes that would be held with one more piece of so many. */
  int heldWith(int piece) {
    long needed = (long) length + piece;
    if (needed <= held()) {
      return held();
    }
    return (int) (length == 0 ? needed : Math.max(needed, Math.min(2 * needed, most)));
  }

  void append(Buffer piece) {
    int held = heldWith(piece.length());
    if (length == 0) {
      onlyPiece = piece;
    } else {
      growTo(held);
      piece.getBytes(bytes, length);
    }
    length += piece.length();
  }

  byte[] toArray() {
    if (onlyPiece != null) {
      return onlyPiece.getBytes();
    }
    return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
  }

  void clear() {
    onlyPiece = null;
    bytes = NONE;
    length = 0;
  }

  private int held() {
    return onlyPiece == null ? bytes.length : onlyPiece.length();
  }

  private void growTo(int held) {
    if (onlyPiece != null) {
      bytes = new byte[held];
      onlyPiece.getBytes(bytes);
      onlyPiece = null;
    } else if (held > bytes.length) {
      bytes = Arrays.copyOf(bytes, held);
    }
  }
}
