package com.ecompulse.pipeline.ingest;

import static com.ecompulse.pipeline.ingest.MobileEventTest.event;
import static com.ecompulse.pipeline.ingest.MobileEventTest.keyed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of a mobile event's members count, where the SDKs' spellings are mixed. */
class MobileEventSpellingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> spellings() {
    return Stream.of(
        argumentSet(
            "Android's name",
            "{\"eventName\":\"page_view\",\"session_id\":\"s\",\"user_id\":\"u\"}",
            "android"),
        argumentSet(
            "iOS' name",
            "{\"event_name\":\"page_view\",\"sessionId\":\"s\",\"userId\":\"u\"}",
            "ios"),
        argumentSet(
            "one of each",
            "{\"userId\":\"u\",\"session_id\":\"s\",\"event_name\":\"page_view\"}",
            "ios"),
        argumentSet(
            "both",
            """
            {"event_name":"n","session_id":"r","user_id":"v",\
            "eventName":"page_view","sessionId":"s","userId":"u"}""",
            "android"));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void eachMemberIsSpeltInEitherWay(String sent, String source) throws Exception {
    // When
    JsonNode event = event(sent);

    // Then
    assertThat(event.get("event_type")).hasToString("\"page_view\"");
    assertThat(event.get("user_id")).hasToString("\"u\"");
    assertThat(event.get("session_id")).hasToString("\"s\"");
    assertThat(event.get("source").asText()).isEqualTo(source);
  }

  static Stream<Arguments> users() {
    return Stream.of(
        argumentSet("Android's", "\"userId\":\"ann\"", "\"ann\""),
        argumentSet("iOS'", "\"user_id\":\"bob\"", "\"bob\""),
        argumentSet("both", "\"userId\":\"ann\",\"user_id\":\"bob\"", "\"ann\""),
        argumentSet(
            "both, the other way round", "\"user_id\":\"bob\",\"userId\":\"ann\"", "\"ann\""),
        argumentSet("Android's twice", "\"userId\":\"ann\",\"userId\":\"eve\"", "\"eve\""),
        argumentSet("iOS' twice", "\"user_id\":\"bob\",\"user_id\":\"eve\"", "\"eve\""),
        argumentSet("behind an escape", "\"userId\":\"\\u00fc\"", "\"ü\""),
        argumentSet("none", "\"n\":1", null),
        argumentSet("null", "\"userId\":null,\"user_id\":\"bob\"", null),
        argumentSet("a number", "\"userId\":\"ann\",\"userId\":7", null));
  }

  /** The others of that user would come before or after it else. */
  @ParameterizedTest
  @MethodSource("users")
  void theKeyIsTheUserThatIsWritten(String users, String user) throws Exception {
    // When
    KeyedEvent keyed = keyed("{\"eventName\":\"page_view\",%s}".formatted(users));

    // Then
    JsonNode written = JSON.readTree(keyed.value()).path("user_id");
    assertThat(written.isTextual() ? written.toString() : null).isEqualTo(user);
    assertThat(keyed.key() == null ? null : '"' + new String(keyed.key(), UTF_8) + '"')
        .isEqualTo(user);
  }

  /** As everywhere. */
  @Test
  void ofANameThatComesTwiceTheLastCounts() throws Exception {
    // When
    JsonNode event =
        event(
            """
            {"eventName":"x","eventName":"page_view","timestamp":1,"timestamp":1763885550,\
            "sessionId":"r","sessionId":"s","properties":{"n":1},"properties":{"n":2}}""");

    // Then
    assertThat(event.get("event_type")).hasToString("\"page_view\"");
    assertThat(event.get("timestamp")).hasToString("\"2025-11-23T08:12:30Z\"");
    assertThat(event.get("session_id")).hasToString("\"s\"");
    assertThat(event.get("properties")).hasToString("{\"n\":2}");
    assertThat(event.at("/original/properties")).hasToString("{\"n\":1}");
  }
}
