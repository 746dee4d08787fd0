package com.ecompulse.pipeline.raw;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The headers of a raw record. Anyone with the right to write the topic may have written them, so
 * reading one never fails: what is absent or unreadable is told as absent.
 */
public final class RawHeaders {
  /** When the front door took the event, epoch milliseconds in decimal. */
  public static final String RECEIVED_AT = "received-at";

  /** The address of the client that sent the request. */
  public static final String CLIENT_IP = "client-ip";

  /** The request's {@code User-Agent}. */
  public static final String USER_AGENT = "user-agent";

  /** The name of the write key that the request came with; never the key. */
  public static final String WRITE_KEY_ID = "write-key-id";

  /** Where the request belongs in a trace, as W3C's Trace Context writes it. */
  public static final String TRACEPARENT = "traceparent";

  /** How many times the event was replayed from a dead letter, in decimal. */
  public static final String REPLAY_ATTEMPT = "replay-attempt";

  /** Where the dead letter stands that the event was replayed from: {@code partition-offset}. */
  public static final String REPLAY_OF = "replay-of";

  /** Nineteen digits overflow a long; no count or time of ours needs more than eighteen. */
  private static final int MAX_DIGITS = 18;

  private RawHeaders() {}

  /** The header's text, or null. */
  public static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** The header's decimal number, or {@code absent}. */
  public static long number(Headers headers, String name, long absent) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? absent : number(header.value(), absent);
  }

  private static long number(byte[] digits, long absent) {
    if (digits.length == 0 || digits.length > MAX_DIGITS) {
      return absent;
    }
    long number = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9') {
        return absent;
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }
}
