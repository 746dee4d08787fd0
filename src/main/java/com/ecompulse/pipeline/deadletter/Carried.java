package com.ecompulse.pipeline.deadletter;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;

/**
 * What a letter carries of its raw record: all, or as much as its topic takes. A payload is cut; a
 * key or headers that have no room are left out, for part of one would be taken for the whole.
 *
 * <p>A raw record is not bound to the sizes of ours: whoever may write the topic may have written a
 * key or headers of many MiB, since the topic's limit counts bytes when they are compressed, and a
 * producer's when they are not.
 *
 * @param key null where there is none, or no room for it
 * @param payload null for a tombstone
 * @param headers none where there are none, or no room for them
 */
record Carried(byte[] key, byte[] payload, Headers headers) {

  /** Leaves room for headers, most of them the letter's own, below the topic's limit of 2 MiB. */
  static final int MAX_BYTES = 2 * 1024 * 1024 - 256 * 1024;

  /** What key and headers may have of that room beside a payload. */
  private static final int BESIDE = 64 * 1024;

  /** The most that the key may have of that, and the headers as much, where not all has room. */
  private static final int PART = 4;

  /** The lengths of a header's name and value, before them. */
  private static final int LENGTHS = 2 * 5;

  /**
   * @param shares 1 for all that the topic takes by the contract; where it takes less, n for the
   *     first nth of the payload, and for a key and headers that are as much smaller
   */
  static Carried of(ConsumerRecord<byte[], byte[]> raw, int shares) {
    long keyBytes = length(raw.key());
    long headersBytes = bytes(raw.headers());
    boolean isAll = shares == 1 && length(raw.value()) <= room(keyBytes + headersBytes);
    long part = isAll ? MAX_BYTES : MAX_BYTES / PART / shares;
    boolean hasKey = keyBytes <= part;
    boolean hasHeaders = headersBytes <= part;
    long room = room((hasKey ? keyBytes : 0) + (hasHeaders ? headersBytes : 0));
    return new Carried(
        hasKey ? raw.key() : null,
        cut(raw.value(), Math.min(room, length(raw.value())) / shares),
        hasHeaders ? raw.headers() : new RecordHeaders());
  }

  /** Of a payload, beside a key and headers of so many bytes. */
  private static long room(long besideBytes) {
    return MAX_BYTES - Math.max(0, besideBytes - BESIDE);
  }

  /** The headers' size, in bytes. */
  static long bytes(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      bytes += LENGTHS + Utils.utf8Length(header.key()) + length(header.value());
    }
    return bytes;
  }

  private static byte[] cut(byte[] payload, long bytes) {
    return payload == null || bytes >= payload.length
        ? payload
        : Arrays.copyOf(payload, (int) bytes);
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
