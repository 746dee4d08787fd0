package com.ecompulse.pipeline.support.guarantee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ReadRecordTest {

  @Test
  void tellsTheEventOfARecord() {
    // Given
    String event = "{\"event_id\":\"e\",\"user_id\":\"u\",\"event_type\":\"purchase\",\"x\":{}}";

    // When
    ReadRecord record = ReadRecord.of(new ConsumerRecord<>("t", 2, 7, null, event.getBytes(UTF_8)));

    // Then
    assertThat(record).isEqualTo(new ReadRecord("t", 2, 7, "e", "u", "purchase"));
    assertThat(record.coordinates()).isEqualTo("t-2@7");
  }

  @Test
  void aValueThatIsNotJsonTellsNoEvent() {
    // When
    ReadRecord record = ReadRecord.of(new ConsumerRecord<>("t", 0, 0, null, new byte[] {1, 2}));

    // Then
    assertThat(record.eventId()).isNull();
  }
}
