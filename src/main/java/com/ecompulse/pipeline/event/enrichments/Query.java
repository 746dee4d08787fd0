package com.ecompulse.pipeline.event.enrichments;

import com.ecompulse.pipeline.event.Utf8;
import java.nio.charset.StandardCharsets;

/** The query of a URL, as {@code application/x-www-form-urlencoded}; reads what others refuse. */
final class Query {

  private final String url;
  private final int start;
  private final int end;

  private Query(String url, int start, int end) {
    this.url = url;
    this.start = start;
    this.end = end;
  }

  static Query ofUrl(String url) {
    int fragment = url.indexOf('#');
    int end = fragment < 0 ? url.length() : fragment;
    int mark = url.indexOf('?');
    return new Query(url, mark < 0 || mark > end ? end : mark + 1, end);
  }

  /**
   * The first value of a parameter, decoded; empty where there is none. Escapes that are malformed,
   * or that spell no UTF-8, stay as they are.
   */
  String first(String name) {
    int value = indexOfValue(name);
    return value < 0 ? "" : decode(value, indexOf('&', value));
  }

  boolean isEmpty() {
    return start >= end;
  }

  /** Whether there is such a parameter, with a value. */
  boolean has(String name) {
    int value = indexOfValue(name);
    return value >= 0 && value < indexOf('&', value);
  }

  /** Where the parameter's first value begins; below zero where there is none. */
  private int indexOfValue(String name) {
    for (int at = start; at < end; ) {
      int next = indexOf('&', at);
      int value = at + name.length() + 1;
      if (value <= next && url.startsWith(name, at) && url.charAt(value - 1) == '=') {
        return value;
      }
      at = next + 1;
    }
    return -1;
  }

  private int indexOf(char c, int from) {
    int found = url.indexOf(c, from);
    return found < 0 || found > end ? end : found;
  }

  private String decode(int from, int to) {
    StringBuilder decoded = new StringBuilder(to - from);
    for (int at = from; at < to; ) {
      int escapes = endOfEscapes(at, to);
      if (escapes > at) {
        decoded.append(unescape(at, escapes));
        at = escapes;
      } else {
        char c = url.charAt(at++);
        decoded.append(c == '+' ? ' ' : c);
      }
    }
    return decoded.toString();
  }

  /** The end of the run of well-formed escapes that begins there. */
  private int endOfEscapes(int from, int to) {
    int at = from;
    while (at + 3 <= to
        && url.charAt(at) == '%'
        && hexDigit(url.charAt(at + 1)) >= 0
        && hexDigit(url.charAt(at + 2)) >= 0) {
      at += 3;
    }
    return at;
  }

  private String unescape(int from, int to) {
    byte[] bytes = new byte[(to - from) / 3];
    for (int i = 0; i < bytes.length; i++) {
      int at = from + 3 * i;
      bytes[i] = (byte) (hexDigit(url.charAt(at + 1)) << 4 | hexDigit(url.charAt(at + 2)));
    }
    return Utf8.isWellFormed(bytes, 0, bytes.length)
        ? new String(bytes, StandardCharsets.UTF_8)
        : url.substring(from, to);
  }

  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
