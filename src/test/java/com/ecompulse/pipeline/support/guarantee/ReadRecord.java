package com.ecompulse.pipeline.support.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that came out: where it stood, and which event it tells of. */
public record ReadRecord(
    String topic, int partition, long offset, String eventId, String userId, String eventType) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The event in a record's value, enriched or as a dead letter. A dead letter need not be
   * readable: what cannot be read is {@code null}, and a test that sends such bytes tells them
   * apart itself.
   */
  public static ReadRecord of(ConsumerRecord<byte[], byte[]> record) {
    JsonNode event = parsed(record.value());
    return new ReadRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        event.path("event_id").textValue(),
        event.path("user_id").textValue(),
        event.path("event_type").textValue());
  }

  /** The record's coordinates as Kafka's tools write them. */
  public String coordinates() {
    return topic + "-" + partition + "@" + offset;
  }

  private static JsonNode parsed(byte[] value) {
    try {
      return value == null ? JSON.missingNode() : JSON.readTree(value);
    } catch (IOException notJson) {
      return JSON.missingNode();
    }
  }
}
