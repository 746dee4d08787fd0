package com.ecompulse.pipeline.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Well-formed UTF-8 (Unicode, table 3-7). The JSON parser reads overlong forms, surrogates and code
 * points above U+10FFFF as if they were characters, and a reader downstream would not.
 */
public final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NON_ASCII = 0x8080_8080_8080_8080L;

  private Utf8() {}

  public static boolean isWellFormed(byte[] bytes, int start, int end) {
    return firstMalformed(bytes, start, end) == end;
  }

  /** Where the text begins, behind a byte order mark if there is one. */
  public static int afterByteOrderMark(byte[] bytes) {
    return hasByteOrderMark(bytes, 0) ? 3 : 0;
  }

  /** The text behind a byte order mark; the same array where there is none. */
  static byte[] withoutByteOrderMark(byte[] bytes) {
    int start = afterByteOrderMark(bytes);
    return start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length);
  }

  static boolean hasByteOrderMark(byte[] bytes, int at) {
    return at + 2 < bytes.length
        && bytes[at] == (byte) 0xEF
        && bytes[at + 1] == (byte) 0xBB
        && bytes[at + 2] == (byte) 0xBF;
  }

  /** The first byte of the first malformed sequence; {@code end} where all is well. */
  static int firstMalformed(byte[] bytes, int start, int end) {
    int at = endOfAscii(bytes, start, end);
    while (at < end) {
      int length = sequenceLength(bytes, at, end);
      if (length == 0) {
        return at;
      }
      at = endOfAscii(bytes, at + length, end);
    }
    return end;
  }

  private static int endOfAscii(byte[] bytes, int start, int end) {
    int at = start;
    while (at <= end - Long.BYTES && ((long) LONGS.get(bytes, at) & NON_ASCII) == 0) {
      at += Long.BYTES;
    }
    while (at < end && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /** The bytes of the sequence beyond ASCII that begins there; 0 where it is malformed. */
  private static int sequenceLength(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xFF;
    int length = lengthByFirst(first);
    if (length == 0 || at + length > end || !isSecond(first, bytes[at + 1] & 0xFF)) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if (!isContinuation(bytes[at + i])) {
        return 0;
      }
    }
    return length;
  }

  private static int lengthByFirst(int first) {
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }

  private static boolean isSecond(int first, int second) {
    return switch (first) {
      case 0xE0 -> second >= 0xA0 && second <= 0xBF; // no overlong forms
      case 0xED -> second >= 0x80 && second <= 0x9F; // no surrogates
      case 0xF0 -> second >= 0x90 && second <= 0xBF; // no overlong forms
      case 0xF4 -> second >= 0x80 && second <= 0x8F; // nothing above U+10FFFF
      default -> isContinuation((byte) second);
    };
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
