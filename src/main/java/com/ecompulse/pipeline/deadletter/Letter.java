package com.ecompulse.pipeline.deadletter;

import static com.ecompulse.pipeline.deadletter.DeadLetterHeaders.put;

import com.ecompulse.pipeline.raw.RawHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A dead letter as it stands on its topic. Others may write there, too: what a header does not tell
 * is told as absent.
 *
 * @param record as it was read; its value is the payload, null for a tombstone
 */
record Letter(ConsumerRecord<byte[], byte[]> record) {
  private static final String OWN_HEADERS = "dead-letter-";

  Place place() {
    return Place.of(record);
  }

  /** The failure's tag, or null. */
  String failure() {
    return text(DeadLetterHeaders.FAILURE);
  }

  /** One sentence, or null. */
  String reason() {
    return text(DeadLetterHeaders.REASON);
  }

  /** JSON array of {@code {"path","rule","message"}}. */
  String violations() {
    String violations = text(DeadLetterHeaders.VIOLATIONS);
    return violations == null ? "[]" : violations;
  }

  /** The event's type as far as the payload tells one, or null. */
  String eventType() {
    return PayloadPeek.eventType(record.value());
  }

  /** The raw record's key, which is the user, or null. */
  String userId() {
    return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** When the letter was written, epoch milliseconds: Kafka can seek by it. */
  long timestampMillis() {
    return record.timestamp();
  }

  /** How many times the event was tried, 1 for the first letter. */
  long attempt() {
    return RawHeaders.number(record.headers(), DeadLetterHeaders.ATTEMPT, 1);
  }

  byte[] payload() {
    return record.value();
  }

  int payloadBytes() {
    return record.value() == null ? 0 : record.value().length;
  }

  /** The payload's size before it was cut; absent where it is whole. */
  Optional<Long> sizeBeforeCut() {
    return size(DeadLetterHeaders.ORIGINAL_SIZE);
  }

  /** The size of the raw record's key where it was left out; absent where it was not. */
  Optional<Long> keySizeLeftOut() {
    return size(DeadLetterHeaders.ORIGINAL_KEY_SIZE);
  }

  /** The size of the raw record's headers where they were left out; absent where they were not. */
  Optional<Long> headersSizeLeftOut() {
    return size(DeadLetterHeaders.ORIGINAL_HEADERS_SIZE);
  }

  private Optional<Long> size(String header) {
    long size = RawHeaders.number(record.headers(), header, -1);
    return size < 0 ? Optional.empty() : Optional.of(size);
  }

  /** Where the raw record stands, or stood; absent where the letter does not tell. */
  Optional<Place> raw() {
    long partition = RawHeaders.number(record.headers(), DeadLetterHeaders.PARTITION, -1);
    long offset = RawHeaders.number(record.headers(), DeadLetterHeaders.OFFSET, -1);
    return partition < 0 || partition > Integer.MAX_VALUE || offset < 0
        ? Optional.empty()
        : Optional.of(new Place((int) partition, offset));
  }

  /** The header's text, or null. */
  String text(String header) {
    return RawHeaders.text(record.headers(), header);
  }

  /**
   * The headers that the raw record had, with one more attempt. The time of receipt stays, so the
   * replayed event is judged as the first one was; a raw record without one was received when it
   * failed, for all that is known.
   */
  Headers replayHeaders() {
    Headers headers = new RecordHeaders();
    for (Header header : record.headers()) {
      if (!header.key().startsWith(OWN_HEADERS)) {
        headers.add(header);
      }
    }
    if (headers.lastHeader(RawHeaders.RECEIVED_AT) == null) {
      put(headers, RawHeaders.RECEIVED_AT, Long.toString(timestampMillis()));
    }
    put(headers, RawHeaders.REPLAY_ATTEMPT, Long.toString(attempt()));
    put(headers, RawHeaders.REPLAY_OF, place().toString());
    return headers;
  }
}
