package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a letter tells, which anyone may have written. */
class LetterTest {

  @Test
  void whereTheRawRecordStandsIsTold() {
    assertThat(rawOf("2147483647", "41")).contains(new Place(Integer.MAX_VALUE, 41));
  }

  @Test
  void aPartitionThatKafkaCannotHaveIsNotTold() {
    assertThat(rawOf("2147483648", "41")).isEmpty();
    assertThat(rawOf("4294967299", "41")).isEmpty();
  }

  private static Optional<Place> rawOf(String partition, String offset) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("ecommerce-events-dlq", 0, 1, null, new byte[0]);
    record.headers().add(DeadLetterHeaders.PARTITION, partition.getBytes(UTF_8));
    record.headers().add(DeadLetterHeaders.OFFSET, offset.getBytes(UTF_8));
    return new Letter(record).raw();
  }
}
