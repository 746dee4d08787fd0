package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of events that are none, and of bodies that hold none; held as {@link
 * PipelineContract} is.
 */
abstract class BrokenEventsContract extends PipelineScene {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aBrokenEventBetweenGoodOnesIsADeadLetterAndHoldsUpNothing() throws Exception {
    // When
    client.post(
        "[%s,{\"event_id\":\"broken\"},%s,null,%s]"
            .formatted(
                event("good-1", "u", "page_view"),
                event("good-2", "u", "page_view"),
                event("good-3", "u", "page_view")));

    // Then
    assertThat(ids(enriched.awaitRecords(3, SOON))).containsExactly("good-1", "good-2", "good-3");
    assertThat(tags(deadLetters.awaitRecords(2, SOON)))
        .containsExactlyInAnyOrder("invalid-event", "not-an-object");
  }

  @Test
  void bytesThatAreNoJsonStopNothingEither() throws Exception {
    // When
    try (Producer<byte[], byte[]> producer = pipeline().kafka().producer()) {
      for (byte[] poison : List.of(new byte[0], new byte[] {(byte) 0xC0}, "{".getBytes(UTF_8))) {
        producer.send(new ProducerRecord<>(RAW, 5, null, poison));
      }
      producer.send(new ProducerRecord<>(RAW, 5, null, (byte[]) null));
      byte[] good = event("after", "u", "page_view").getBytes(UTF_8);
      producer.send(new ProducerRecord<>(RAW, 5, null, good));
    }

    // Then
    assertThat(ids(enriched.awaitRecords(1, SOON))).containsExactly("after");
    assertThat(tags(deadLetters.awaitRecords(4, SOON))).containsOnly("not-json");
  }

  /** Compressed, a topic takes what uncompressed no producer of ours sends on. */
  @ParameterizedTest
  @ValueSource(strings = {"key", "headers"})
  void keysAndHeadersOfAnySizeStopNothing(String which) throws Exception {
    // Given
    byte[] huge = new byte[3 * 1024 * 1024];
    byte[] key = which.equals("key") ? huge : "u".getBytes(UTF_8);
    List<Header> headers =
        which.equals("headers") ? List.of(new RecordHeader("note", huge)) : headers("note", "n");
    byte[] good = event("with-" + which, "u", "page_view").getBytes(UTF_8);

    // When
    try (Producer<byte[], byte[]> producer =
        pipeline()
            .kafka()
            .producer(Map.of("compression.type", "gzip", "max.request.size", 8 * 1024 * 1024))) {
      producer.send(new ProducerRecord<>(RAW, 5, key, "{".getBytes(UTF_8), headers));
      producer.send(new ProducerRecord<>(RAW, 5, key, good, headers));
    }

    // Then
    assertThat(ids(enriched.awaitRecords(1, SOON))).containsExactly("with-" + which);
    ConsumerRecord<byte[], byte[]> letter = single(deadLetters);
    assertThat(letter.value()).isEqualTo("{".getBytes(UTF_8));
    assertThat(header(letter, "dead-letter-failure")).isEqualTo("not-json");
    assertThat(Long.parseLong(header(letter, "dead-letter-original-" + which + "-size")))
        .isBetween((long) huge.length, huge.length + 100L);
    assertThat(letter.key() == null).isEqualTo(which.equals("key"));
    assertThat(header(letter, "note")).isEqualTo(which.equals("headers") ? null : "n");
  }

  @Test
  void headersThatCallARecordACloudEventStopNothing() throws Exception {
    // Given
    byte[] one = event("structured", "u", "page_view").getBytes(UTF_8);
    byte[] other = event("binary", "u", "page_view").getBytes(UTF_8);
    List<Header> structured = headers("content-type", "application/cloudevents");
    List<Header> binary =
        headers("ce_id", "1", "ce_source", ":", "ce_type", "page_view", "ce_specversion", "1.0");

    // When
    try (Producer<byte[], byte[]> producer = pipeline().kafka().producer()) {
      producer.send(new ProducerRecord<>(RAW, 5, one, one, structured));
      producer.send(new ProducerRecord<>(RAW, 5, other, other, binary));
    }

    // Then
    assertThat(ids(enriched.awaitRecords(2, SOON))).containsExactly("structured", "binary");
  }

  @Test
  void aDeadLetterTellsWhatIsWrongAndWhereItCameFrom() throws Exception {
    // Given
    String broken = "{\"event_id\":\"letter\",\"user_id\":\"u7\",\"secret\":\"s3cr3t\"}";

    // When
    client.post(broken);

    // Then
    ConsumerRecord<byte[], byte[]> in = single(raw);
    ConsumerRecord<byte[], byte[]> letter = single(deadLetters);
    assertThat(letter.key()).isEqualTo("u7".getBytes(UTF_8));
    assertThat(letter.value()).isEqualTo(broken.getBytes(UTF_8));
    assertThat(header(letter, "dead-letter-topic")).isEqualTo(RAW);
    assertThat(header(letter, "dead-letter-partition")).isEqualTo("" + in.partition());
    assertThat(header(letter, "dead-letter-offset")).isEqualTo("" + in.offset());
    assertThat(header(letter, "dead-letter-failure")).isEqualTo("invalid-event");
    assertThat(header(letter, "dead-letter-reason")).isNotBlank().doesNotContain("s3cr3t");
    assertThat(JSON.readTree(header(letter, "dead-letter-violations")).findValuesAsText("path"))
        .containsExactlyInAnyOrder("/event_type", "/timestamp", "/session_id");
    assertThat(header(letter, "dead-letter-timestamp")).matches("\\d{13}");
    assertThat(header(letter, "dead-letter-attempt")).isEqualTo("1");
    assertThat(header(letter, "received-at")).isEqualTo(header(in, "received-at"));
    assertThat(header(letter, "user-agent")).isEqualTo("shop/1.0");
    assertThat(letter.headers())
        .extracting(Header::key)
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.contains("smallrye"));
  }

  @Test
  void bodiesThatCannotBeReadAreRefusedAndTheServiceGoesOn() throws Exception {
    // When
    List<Integer> answers = new ArrayList<>();
    for (byte[] body :
        List.of(
            new byte[0],
            "null".getBytes(UTF_8),
            "\"x\"".getBytes(UTF_8),
            "{\"a\":".getBytes(UTF_8),
            new byte[] {'{', '"', (byte) 0xE9, '"', ':', '1', '}'},
            new byte[5_000_000])) {
      answers.add(client.post(body).statusCode());
    }
    int afterwards = client.post(event("afterwards", "u", "page_view")).statusCode();

    // Then
    assertThat(answers).containsExactly(400, 400, 400, 400, 400, 413);
    assertThat(afterwards).isEqualTo(202);
    assertThat(ids(enriched.awaitRecords(1, SOON))).containsExactly("afterwards");
    assertThat(raw.drain()).hasSize(1);
  }

  /** Name after name, each with its value. */
  private static List<Header> headers(String... namesAndValues) {
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(new RecordHeader(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8)));
    }
    return headers;
  }
}
