package com.ecompulse.pipeline.event;

import java.util.Arrays;

/** JSON text as UTF-8 bytes in an array that grows. */
final class JsonText {

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int MAX_BYTES_A_CHAR = 6;

  private byte[] buffer = new byte[512];
  private int length;

  int length() {
    return length;
  }

  void cutTo(int shorterLength) {
    length = shorterLength;
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(buffer, 0, target, at, length);
  }

  /** A member's name in ASCII, after a comma unless it is its object's first. */
  void name(String name) {
    reserve(name.length() + 4);
    if (buffer[length - 1] != '{') {
      buffer[length++] = ',';
    }
    buffer[length++] = '"';
    ascii(name);
    buffer[length++] = '"';
    buffer[length++] = ':';
  }

  /** A number from 0 on, in decimal. */
  void number(long value) {
    int count = 1;
    for (long rest = value; rest > 9; rest /= 10) {
      count++;
    }
    reserve(count);
    long rest = value;
    for (int i = length + count - 1; i >= length; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  void twoDigits(int value) {
    reserve(2);
    buffer[length++] = (byte) ('0' + value / 10);
    buffer[length++] = (byte) ('0' + value % 10);
  }

  void threeDigits(int value) {
    put((char) ('0' + value / 100));
    twoDigits(value % 100);
  }

  /** A string; half of a surrogate pair, which UTF-8 cannot hold, is written as an escape. */
  void quoted(String value) {
    reserve(value.length() * MAX_BYTES_A_CHAR + 2);
    buffer[length++] = '"';
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        supplementary(Character.toCodePoint(c, value.charAt(++i)));
      } else {
        beyondAscii(c);
      }
    }
    buffer[length++] = '"';
  }

  private void ascii(char c) {
    if (c < ' ') {
      escape(c);
    } else {
      if (c == '"' || c == '\\') {
        buffer[length++] = '\\';
      }
      buffer[length++] = (byte) c;
    }
  }

  private void beyondAscii(char c) {
    if (Character.isSurrogate(c)) {
      escape(c);
    } else if (c < 0x800) {
      buffer[length++] = (byte) (0xC0 | c >> 6);
      buffer[length++] = (byte) (0x80 | c & 0x3F);
    } else {
      buffer[length++] = (byte) (0xE0 | c >> 12);
      buffer[length++] = (byte) (0x80 | c >> 6 & 0x3F);
      buffer[length++] = (byte) (0x80 | c & 0x3F);
    }
  }

  private void supplementary(int codePoint) {
    buffer[length++] = (byte) (0xF0 | codePoint >> 18);
    buffer[length++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
    buffer[length++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    buffer[length++] = (byte) (0x80 | codePoint & 0x3F);
  }

  private void escape(char c) {
    buffer[length++] = '\\';
    buffer[length++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      buffer[length++] = HEX[c >> shift & 0xF];
    }
  }

  @SuppressWarnings("deprecation") // copies the low bytes of the characters: all there is of ASCII
  void ascii(String text) {
    reserve(text.length());
    text.getBytes(0, text.length(), buffer, length);
    length += text.length();
  }

  void put(char ascii) {
    reserve(1);
    buffer[length++] = (byte) ascii;
  }

  private void reserve(int count) {
    if (length + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
    }
  }
}
