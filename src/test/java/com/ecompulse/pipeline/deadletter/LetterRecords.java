package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.event.Failure;
import com.ecompulse.pipeline.event.Violation;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dead letters as the processor writes them, of raw records that never were. */
final class LetterRecords {
  private static final String TOPIC = "ecommerce-events-dlq";
  private static final Failure INVALID =
      new Failure.InvalidEvent(List.of(new Violation("/user_id", "required", "must be there")));

  /** Lets every letter through. */
  static final LetterFilter ANY = LetterFilter.between(null, null);

  private LetterRecords() {}

  static ProducerRecord<byte[], byte[]> invalid(String user, byte[] payload) {
    return of(INVALID, user, payload);
  }

  static ProducerRecord<byte[], byte[]> notJson(String user, byte[] payload) {
    return of(new Failure.NotJson(0), user, payload);
  }

  static Letter letter(ProducerRecord<byte[], byte[]> written) {
    ConsumerRecord<byte[], byte[]> read =
        new ConsumerRecord<>(TOPIC, 0, 7, written.key(), written.value());
    written.headers().forEach(read.headers()::add);
    return new Letter(read);
  }

  private static ProducerRecord<byte[], byte[]> of(Failure failure, String user, byte[] payload) {
    byte[] key = user == null ? null : user.getBytes(UTF_8);
    ConsumerRecord<byte[], byte[]> raw =
        new ConsumerRecord<>("ecommerce-events-raw", 3, 41, key, payload);
    return new DeadLetter(raw, failure, System.currentTimeMillis()).toRecord(TOPIC, 1);
  }
}
