package com.ecompulse.pipeline.deadletter;

import static com.ecompulse.pipeline.deadletter.DeadLetterHeaders.put;

import com.ecompulse.pipeline.event.Failure;
import com.ecompulse.pipeline.event.Violation;
import com.ecompulse.pipeline.raw.RawHeaders;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A raw record that will not be enriched, and why.
 *
 * @param raw the record as it was consumed, less what is not to be told; its serialized size is
 *     that of the whole value
 * @param failure what is wrong with its event
 * @param writtenAtMillis when the letter is written, epoch milliseconds
 */
public record DeadLetter(
    ConsumerRecord<byte[], byte[]> raw, Failure failure, long writtenAtMillis) {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * The letter as a record: the key and payload of that record, its headers carried along, and
   * {@link DeadLetterHeaders} beside them, which say what is missing of it.
   *
   * @param topic the dead-letter topic
   * @param shares 1 for the whole record, up to the topic's limit in the contract; where the topic
   *     takes less than that, n for about the nth part of it ({@link Carried})
   */
  public ProducerRecord<byte[], byte[]> toRecord(String topic, int shares) {
    Carried carried = Carried.of(raw, shares);
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic, null, carried.key(), carried.payload(), carried.headers());
    Headers headers = letter.headers();
    put(headers, DeadLetterHeaders.TOPIC, raw.topic());
    put(headers, DeadLetterHeaders.PARTITION, Integer.toString(raw.partition()));
    put(headers, DeadLetterHeaders.OFFSET, Long.toString(raw.offset()));
    put(headers, DeadLetterHeaders.REASON, failure.reason());
    put(headers, DeadLetterHeaders.FAILURE, failure.tag());
    put(headers, DeadLetterHeaders.VIOLATIONS, json(failure.violations()));
    put(headers, DeadLetterHeaders.TIMESTAMP, Long.toString(writtenAtMillis));
    put(
        headers,
        DeadLetterHeaders.ATTEMPT,
        Long.toString(1 + RawHeaders.number(raw.headers(), RawHeaders.REPLAY_ATTEMPT, 0)));
    if (failure instanceof Failure.InternalError error) {
      put(headers, DeadLetterHeaders.EXCEPTION_CLASS_NAME, error.exceptionClassName());
    }
    tellWhatIsMissing(carried, headers);
    return letter;
  }

  private void tellWhatIsMissing(Carried carried, Headers headers) {
    putSize(headers, DeadLetterHeaders.ORIGINAL_SIZE, cutFrom(carried.payload()));
    boolean hasKey = carried.key() == raw.key();
    putSize(headers, DeadLetterHeaders.ORIGINAL_KEY_SIZE, hasKey ? 0 : raw.key().length);
    boolean hasHeaders = carried.headers() == raw.headers();
    putSize(
        headers,
        DeadLetterHeaders.ORIGINAL_HEADERS_SIZE,
        hasHeaders ? 0 : Carried.bytes(raw.headers()));
  }

  /** The bytes before the cut; none where there was none. A redacted value is not cut. */
  private int cutFrom(byte[] payload) {
    if (payload != raw.value()) {
      return raw.value().length;
    }
    boolean isUntold = payload != null && payload.length == 0;
    return isUntold ? raw.serializedValueSize() : 0;
  }

  /** Where nothing is missing there is no such header, be it one of the raw record's. */
  private static void putSize(Headers headers, String name, long bytes) {
    headers.remove(name);
    if (bytes > 0) {
      put(headers, name, Long.toString(bytes));
    }
  }

  private static String json(List<Violation> violations) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartArray();
      for (Violation violation : violations) {
        json.writeStartObject();
        json.writeStringField("path", violation.path());
        json.writeStringField("rule", violation.rule());
        json.writeStringField("message", violation.message());
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
