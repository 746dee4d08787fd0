package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.ecompulse.pipeline.raw.RawLimits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
  private static final int MAX_EVENTS = 3;

  static Stream<Arguments> bodies() {
    return Stream.of(
        argumentSet("one event", "{\"user_id\":\"u\"}", List.of("{\"user_id\":\"u\"}")),
        argumentSet("an array", "[{\"a\":1},{\"b\":2}]", List.of("{\"a\":1}", "{\"b\":2}")),
        argumentSet("an empty array", "[]", List.of()),
        argumentSet("an envelope", "{\"events\":[{\"a\":1}]}", List.of("{\"a\":1}")),
        argumentSet("an empty envelope", "{\"events\":[]}", List.of()),
        argumentSet(
            "an envelope with other members",
            "{\"api_key\":\"k\",\"events\":[{\"a\":1}],\"environment\":\"prod\"}",
            List.of("{\"a\":1}")),
        argumentSet(
            "an event that has events",
            "{\"event_id\":\"1\",\"events\":[{\"a\":1}]}",
            List.of("{\"event_id\":\"1\",\"events\":[{\"a\":1}]}")),
        argumentSet(
            "an event that has more events than a body may",
            "{\"event_id\":\"1\",\"events\":[1,[2],{\"a\":3},{\"a\":[4]},5]}",
            List.of("{\"event_id\":\"1\",\"events\":[1,[2],{\"a\":3},{\"a\":[4]},5]}")),
        argumentSet(
            "an event that has them before it says so",
            "{\"events\":[1,2,3,4],\"event_type\":\"t\"}",
            List.of("{\"events\":[1,2,3,4],\"event_type\":\"t\"}")),
        argumentSet("an envelope that is full", "{\"events\":[1,2,3]}", List.of("1", "2", "3")),
        argumentSet("events that are no array", "{\"events\":5}", List.of("{\"events\":5}")),
        argumentSet(
            "white space inside an element is kept, around it cut",
            " [ { \"a\" : 1 } ,\n\t{ } ] \n",
            List.of("{ \"a\" : 1 }", "{ }")),
        argumentSet(
            "numbers and order as they came",
            "[{\"z\":1.10,\"a\":1e400,\"n\":-0}]",
            List.of("{\"z\":1.10,\"a\":1e400,\"n\":-0}")),
        argumentSet("elements that are no events", "[1,\"x\",null]", List.of("1", "\"x\"", "null")),
        argumentSet("numbers before the end", "[1.5, -2e3 ]", List.of("1.5", "-2e3")),
        argumentSet("nested arrays", "[[1,[2]],[]]", List.of("[1,[2]]", "[]")),
        argumentSet(
            "characters of more than a byte",
            "[{\"a\":\"é€𝄞\"},{\"b\":\"ü\"}]",
            List.of("{\"a\":\"é€𝄞\"}", "{\"b\":\"ü\"}")),
        argumentSet("a byte order mark", "\uFEFF{\"a\":1}", List.of("{\"a\":1}")),
        argumentSet(
            "names that Python escapes, behind characters of more than a byte",
            "[{\"\\ud83d\\ude00\":\"é𝄞\"},{\"b\":\"ü\"}, 7]",
            List.of("{\"\\ud83d\\ude00\":\"é𝄞\"}", "{\"b\":\"ü\"}", "7")),
        argumentSet("escapes", "{\"a\":\"\\\"}]\\u0041\"}", List.of("{\"a\":\"\\\"}]\\u0041\"}")));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void eachEventKeepsItsBytes(String body, List<String> events) {
    // When
    List<KeyedEvent> split = read(body.getBytes(UTF_8)).events();

    // Then
    assertThat(split).extracting(event -> new String(event.value(), UTF_8)).isEqualTo(events);
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        argumentSet("the user", "{\"user_id\":\"u1\"}", "u1"),
        argumentSet("the user behind an escape", "{\"user_id\":\"\\u00fc\"}", "ü"),
        argumentSet(
            "the user of the top level", "{\"p\":{\"user_id\":\"x\"},\"user_id\":\"u\"}", "u"),
        argumentSet("the first of two", "{\"user_id\":\"a\",\"user_id\":\"b\"}", "a"),
        argumentSet("the longest", "{\"user_id\":\"" + "𝄞".repeat(128) + "\"}", "𝄞".repeat(128)),
        argumentSet("none: absent", "{}", null),
        argumentSet("none: empty", "{\"user_id\":\"\"}", null),
        argumentSet("none: a number", "{\"user_id\":7}", null),
        argumentSet("none: an object", "{\"user_id\":{\"user_id\":\"x\"}}", null),
        argumentSet("none: too long", "{\"user_id\":\"" + "u".repeat(129) + "\"}", null),
        argumentSet("none: half a character", "{\"user_id\":\"\\ud800\"}", null));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void theKeyIsTheUsableUserId(String event, String key) {
    // When
    List<KeyedEvent> split = read(event.getBytes(UTF_8)).events();

    // Then
    assertThat(split)
        .singleElement()
        .extracting(keyed -> keyed.key() == null ? null : new String(keyed.key(), UTF_8))
        .isEqualTo(key);
  }

  @Test
  void anElementsUserIsNotItsNeighbours() {
    // When
    List<KeyedEvent> split =
        read("[{\"user_id\":\"a\"},{},{\"user_id\":\"c\"}]".getBytes(UTF_8)).events();

    // Then
    assertThat(split)
        .extracting(event -> event.key() == null ? null : new String(event.key(), UTF_8))
        .containsExactly("a", null, "c");
  }

  @Test
  void anEnvironmentMayHaveAName() {
    // When
    List<KeyedEvent> split = read(environment(256)).events();

    // Then
    assertThat(split).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"environment\":\"%s\",\"events\":[{\"event_id\":\"1\"}]}",
        "{\"event_id\":\"1\",\"events\":[],\"environment\":\"%s\"}"
      })
  void anEnvironmentThatNoEventTakesMayBeLong(String body) {
    // When
    List<KeyedEvent> split = read(body.formatted("e".repeat(257)).getBytes(UTF_8)).events();

    // Then
    assertThat(split).hasSize(1);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        argumentSet("nothing", "".getBytes(UTF_8), "empty-body"),
        argumentSet("white space", " \n".getBytes(UTF_8), "empty-body"),
        argumentSet("null", "null".getBytes(UTF_8), "not-events"),
        argumentSet("a string", "\"x\"".getBytes(UTF_8), "not-events"),
        argumentSet("a number", "17".getBytes(UTF_8), "not-events"),
        argumentSet("cut off", "{\"a\":".getBytes(UTF_8), "malformed-json"),
        argumentSet("cut off inside an element", "[{\"a\":1},{".getBytes(UTF_8), "malformed-json"),
        argumentSet("no JSON", "hello".getBytes(UTF_8), "malformed-json"),
        argumentSet("a trailing comma", "[{},]".getBytes(UTF_8), "malformed-json"),
        argumentSet("two values", "{} {}".getBytes(UTF_8), "malformed-json"),
        argumentSet("bytes after the array", "[]]".getBytes(UTF_8), "malformed-json"),
        argumentSet("latin 1", "{\"a\":\"é\"}".getBytes(ISO_8859_1), "malformed-json"),
        argumentSet("UTF-16", "{\"a\":1}".getBytes(UTF_16), "malformed-json"),
        argumentSet("a NUL", new byte[] {0}, "malformed-json"),
        argumentSet(
            "too deep",
            "[".repeat(1001).concat("]".repeat(1001)).getBytes(UTF_8),
            "malformed-json"),
        argumentSet("too many", "[1,2,3,4]".getBytes(UTF_8), "too-many-events"),
        argumentSet(
            "too many in an envelope", "{\"events\":[1,2,3,4]}".getBytes(UTF_8), "too-many-events"),
        argumentSet(
            "too many, and the envelope's other members behind them",
            "{\"events\":[1,2,3,{\"event_id\":4}],\"api_key\":\"k\"}".getBytes(UTF_8),
            "too-many-events"),
        argumentSet(
            "two members of events",
            "{\"events\":[],\"events\":[{}]}".getBytes(UTF_8),
            "not-events"),
        argumentSet("a long environment", environment(257), "event-too-large"),
        argumentSet("too large", sized(RawLimits.MAX_VALUE_BYTES + 1), "event-too-large"),
        argumentSet(
            "too large in a mobile SDK's shape, be it of white space",
            "{\"eventName\":\"x\"%s}"
                .formatted(" ".repeat(RawLimits.MAX_VALUE_BYTES))
                .getBytes(UTF_8),
            "event-too-large"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aBodyThatIsNoEventsIsRefusedAsAWhole(byte[] body, String code) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            IngestProblem.class, problem -> assertThat(problem.kind().code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 200, 999})
  void depthIsTheProcessorsToJudge(int depth) {
    // Given
    String event = "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";

    // When
    List<KeyedEvent> split = read(event.getBytes(UTF_8)).events();

    // Then
    assertThat(split)
        .singleElement()
        .extracting(e -> new String(e.value(), UTF_8))
        .isEqualTo(event);
  }

  @Test
  void theLargestEventIsTaken() {
    // Given
    byte[] event = sized(RawLimits.MAX_VALUE_BYTES);

    // When
    List<KeyedEvent> split = read(event).events();

    // Then
    assertThat(split).singleElement().extracting(KeyedEvent::value).isEqualTo(event);
  }

  private static byte[] environment(int length) {
    return "{\"environment\":\"%s\",\"events\":[{\"eventName\":\"a\"}]}"
        .formatted("e".repeat(length))
        .getBytes(UTF_8);
  }

  private static byte[] sized(int bytes) {
    String frame = "{\"a\":\"\"}";
    return frame.replace("\"\"", "\"" + "x".repeat(bytes - frame.length()) + "\"").getBytes(UTF_8);
  }

  private static Batch read(byte[] body) {
    return BodyReader.ofText(body, MAX_EVENTS);
  }
}
