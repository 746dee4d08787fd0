package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.ecompulse.pipeline.event.Timestamp;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CloudEventTest {
  private static final long RECEIVED_AT = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

  static Stream<Arguments> events() {
    return Stream.of(
        argumentSet(
            "attributes count before data",
            "{\"id\":\"a\",\"time\":\"t\",\"subject\":\"u\",\"data\":{\"event_id\":\"b\",\"user_id\":\"v\",\"x\":1.10}}",
            "{\"event_id\":\"a\",\"timestamp\":\"t\",\"user_id\":\"u\",\"x\":1.10,"
                + "\"cloudevent\":{\"id\":\"a\",\"time\":\"t\",\"subject\":\"u\","
                + "\"data\":{\"event_id\":\"b\",\"user_id\":\"v\"}}}"),
        argumentSet(
            "data's own time beside an attribute",
            "{\"time\":\"t\",\"data\":{\"timestamp\":17}}",
            "{\"timestamp\":\"t\",\"cloudevent\":{\"time\":\"t\",\"data\":{\"timestamp\":17}}}"),
        argumentSet(
            "data with a member of the context's name, in Base64",
            "{\"time\":\"t\",\"data_base64\":\"eyJjbG91ZGV2ZW50Ijo3fQ==\"}",
            "{\"timestamp\":\"t\",\"cloudevent\":{\"time\":\"t\"}}"),
        argumentSet(
            "a type with a version",
            "{\"type\":\"com.shop.purchase.v2\",\"time\":\"t\",\"data\":{}}",
            "{\"event_type\":\"purchase\",\"timestamp\":\"t\","
                + "\"cloudevent\":{\"type\":\"com.shop.purchase.v2\",\"time\":\"t\"}}"),
        argumentSet(
            "a type that is but a word",
            "{\"type\":\"v2\",\"time\":\"t\",\"data\":{}}",
            "{\"event_type\":\"v2\",\"timestamp\":\"t\",\"cloudevent\":{\"type\":\"v2\",\"time\":\"t\"}}"),
        argumentSet(
            "no subject, no time",
            "{\"id\":\"a\",\"data\":{\"user_id\":\"v\"}}",
            "{\"event_id\":\"a\",\"timestamp\":\"2026-11-24T12:00:00Z\",\"user_id\":\"v\","
                + "\"cloudevent\":{\"id\":\"a\"}}"),
        argumentSet(
            "data's own time",
            "{\"id\":\"a\",\"data\":{\"timestamp\":\"t\",\"user_id\":\"v\"}}",
            "{\"event_id\":\"a\",\"timestamp\":\"t\",\"user_id\":\"v\",\"cloudevent\":{\"id\":\"a\"}}"),
        argumentSet(
            "data's own time as a number",
            "{\"data\":{\"timestamp\":1763885550123,\"user_id\":\"v\"}}",
            "{\"timestamp\":\"2025-11-23T08:12:30.123Z\",\"user_id\":\"v\",\"cloudevent\":{}}"),
        argumentSet(
            "data's own time, which is none",
            "{\"data\":{\"timestamp\":true,\"user_id\":\"v\"}}",
            "{\"timestamp\":true,\"user_id\":\"v\",\"cloudevent\":{}}"),
        argumentSet(
            "no time in data either",
            "{\"data\":{\"timestamp\":null,\"user_id\":\"v\"}}",
            "{\"timestamp\":\"2026-11-24T12:00:00Z\",\"user_id\":\"v\",\"cloudevent\":{}}"),
        argumentSet(
            "data's own source",
            "{\"time\":\"t\",\"source\":\"/s\",\"data\":{\"source\":\"web\"}}",
            "{\"timestamp\":\"t\",\"source\":\"web\",\"cloudevent\":{\"time\":\"t\",\"source\":\"/s\"}}"),
        argumentSet(
            "data that is no object",
            "{\"time\":\"t\",\"data\":[1]}",
            "{\"timestamp\":\"t\",\"cloudevent\":{\"time\":\"t\",\"data\":[1]}}"),
        argumentSet(
            "data in Base64",
            "{\"time\":\"t\",\"data_base64\":\"eyJ4IjoxLjEwfQ==\"}",
            "{\"timestamp\":\"t\",\"x\":1.10,\"cloudevent\":{\"time\":\"t\"}}"),
        argumentSet(
            "data in Base64 that is no object",
            "{\"time\":\"t\",\"data_base64\":\"AAE=\"}",
            "{\"timestamp\":\"t\",\"cloudevent\":{\"time\":\"t\",\"data_base64\":\"AAE=\"}}"),
        argumentSet(
            "data that is not Base64",
            "{\"time\":\"t\",\"data_base64\":\"?\"}",
            "{\"timestamp\":\"t\",\"cloudevent\":{\"time\":\"t\",\"data_base64\":\"?\"}}"),
        argumentSet(
            "attributes that are null, and so omitted",
            "{\"id\":null,\"type\":null,\"time\":null,\"subject\":null,\"source\":null,"
                + "\"data\":{\"event_id\":\"b\",\"user_id\":\"v\"}}",
            "{\"timestamp\":\"2026-11-24T12:00:00Z\",\"event_id\":\"b\",\"user_id\":\"v\","
                + "\"cloudevent\":{\"id\":null,\"type\":null,\"time\":null,\"subject\":null,"
                + "\"source\":null}}"),
        argumentSet("no object", "[7]", "[7]"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void attributesAndDataBecomeAnEvent(String cloudEvent, String event) {
    // When
    KeyedEvent written = CloudEvent.toEvent(cloudEvent.getBytes(UTF_8), RECEIVED_AT);

    // Then
    assertThat(new String(written.value(), UTF_8)).isEqualTo(event);
  }

  @Test
  void theKeyIsTheSubjectElseDatasUser() {
    assertThat(key("{\"subject\":\"u\",\"data\":{\"user_id\":\"v\"}}")).isEqualTo("u");
    assertThat(key("{\"data\":{\"user_id\":\"v\"}}")).isEqualTo("v");
    assertThat(key("{\"subject\":null,\"data\":{\"user_id\":\"v\"}}")).isEqualTo("v");
  }

  /** As it is to whoever reads the event. */
  @Test
  void ofANameThatComesTwiceTheLastCounts() {
    assertThat(key("{\"subject\":\"u\",\"subject\":\"v\"}")).isEqualTo("v");
    assertThat(key("{\"data\":{\"user_id\":\"u\",\"user_id\":\"v\"}}")).isEqualTo("v");
    assertThat(occurredAt("{\"data\":{\"timestamp\":1,\"timestamp\":1763885550}}"))
        .isEqualTo(1763885550000L);
  }

  @Test
  void itsTimeIsTheAttributeElseDatas() {
    assertThat(occurredAt("{\"time\":\"2026-11-23T08:12:30Z\",\"data\":{\"timestamp\":\"t\"}}"))
        .isEqualTo(Instant.parse("2026-11-23T08:12:30Z").toEpochMilli());
    assertThat(occurredAt("{\"data\":{\"timestamp\":\"2026-11-22T08:12:30Z\"}}"))
        .isEqualTo(Instant.parse("2026-11-22T08:12:30Z").toEpochMilli());
    assertThat(occurredAt("{\"data\":{\"timestamp\":1763885550123}}")).isEqualTo(1763885550123L);
    assertThat(occurredAt("{\"data\":{\"timestamp\":1763885550}}")).isEqualTo(1763885550000L);
    assertThat(occurredAt("{\"data\":{\"timestamp\":true}}")).isEqualTo(Timestamp.INVALID);
    assertThat(occurredAt("{}")).isEqualTo(Timestamp.INVALID);
  }

  private static long occurredAt(String cloudEvent) {
    return CloudEvent.toEvent(cloudEvent.getBytes(UTF_8), RECEIVED_AT).occurredAtMillis();
  }

  private static String key(String cloudEvent) {
    return new String(CloudEvent.toEvent(cloudEvent.getBytes(UTF_8), RECEIVED_AT).key(), UTF_8);
  }
}
