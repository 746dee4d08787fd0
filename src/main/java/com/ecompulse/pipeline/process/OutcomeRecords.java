package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.event.EnrichedEvent;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.raw.RawHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Between records and events, both ways; no I/O. */
final class OutcomeRecords {
  private OutcomeRecords() {}

  /** What the record tells about its event. */
  static EventContext context(ConsumerRecord<byte[], byte[]> raw, long enrichedAtMillis) {
    Headers headers = raw.headers();
    return new EventContext(
        receivedAtMillis(raw),
        enrichedAtMillis,
        RawHeaders.text(headers, RawHeaders.CLIENT_IP),
        RawHeaders.text(headers, RawHeaders.USER_AGENT));
  }

  /** A record without a {@code received-at} of the front door was received when it was written. */
  static long receivedAtMillis(ConsumerRecord<byte[], byte[]> raw) {
    return RawHeaders.number(raw.headers(), RawHeaders.RECEIVED_AT, raw.timestamp());
  }

  /** Whether the event is a dead letter's that was replayed. */
  static boolean isReplay(ConsumerRecord<byte[], byte[]> raw) {
    return raw.headers().lastHeader(RawHeaders.REPLAY_OF) != null;
  }

  /** The enriched event, keyed by its type; its timestamp is the time it is written. */
  static ProducerRecord<byte[], byte[]> enriched(EnrichedEvent event, String topic) {
    byte[] key = event.eventType().getBytes(StandardCharsets.US_ASCII);
    return new ProducerRecord<>(topic, key, event.bytes());
  }
}
