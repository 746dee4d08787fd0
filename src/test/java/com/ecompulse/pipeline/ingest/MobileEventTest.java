package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileEventTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANDROID =
      """
      {"eventName":"purchase","properties":{"order_id":"o","items":[{"id":1,"n":2}]},\
      "timestamp":1763885550123,"sessionId":"s","userId":"u"}""";

  static Stream<Arguments> resends() {
    return Stream.of(
        argumentSet("the same bytes", ANDROID),
        argumentSet("white space", ANDROID.replace(",", " ,\n ")),
        argumentSet(
            "members in another order",
            """
            {"userId":"u","sessionId":"s","timestamp":1763885550123,"eventName":"purchase",\
            "properties":{"items":[{"n":2,"id":1}],"order_id":"o"}}"""));
  }

  @ParameterizedTest
  @MethodSource("resends")
  void aResendHasTheSameId(String resend) throws Exception {
    assertThat(id(resend)).isEqualTo(id(ANDROID));
  }

  @ParameterizedTest
  @CsvSource({
    "1763885550123, 1763885550124",
    "\"order_id\":\"o\", \"order_id\":\"p\"",
    "\"n\":2, \"n\":3",
    "\"n\":2, \"n\":\"2\"",
    "{\"id\":1;\"n\":2}, [\"id\";1;\"n\";2]",
    "\"u\", \"v\""
  })
  void anotherEventHasAnotherId(String from, String to) throws Exception {
    // Given
    String other = ANDROID.replace(from.replace(';', ','), to.replace(';', ','));

    // When, Then
    assertThat(other).isNotEqualTo(ANDROID);
    assertThat(id(other)).isNotEqualTo(id(ANDROID));
  }

  /** A client sends again to the next version what this one took. */
  @ParameterizedTest
  @MethodSource("pinned")
  void anEventKeepsItsIdFromVersionToVersion(String sent, String id) throws Exception {
    assertThat(id(sent)).isEqualTo(id);
  }

  static Stream<Arguments> pinned() {
    return Stream.of(
        argumentSet("a purchase", ANDROID, "b9567e08-57de-8f5b-95d1-4757244ca5a0"),
        argumentSet(
            "a name alone", "{\"event_name\":\"x\"}", "337c3950-ba06-871d-bcdb-3956bb81aebe"),
        argumentSet(
            "levels, one after the other and in each other",
            """
            {"eventName":"x","properties":{"a":{"b":{"c":[{},{"d":[{"e":null},{"f":{}}]}]}},"g":{}},\
            "h":[[],[{"i":{"j":1.0}},true,"\\u00e9𝄞"]],"":{"":""}}""",
            "dc8eed88-1825-8ce4-9b9b-951d0a05084c"),
        argumentSet(
            "names that come twice",
            "{\"eventName\":\"x\",\"a\":{\"b\":1,\"b\":2},\"a\":{\"b\":[{}],\"b\":[]}}",
            "93efe039-04e3-8251-8bdb-4d09dd0c8fb0"));
  }

  /** Such as two taps in the second that an SDK of whole seconds tells. */
  @Test
  void equalEventsOfOneRequestHaveIdsOfTheirOwnAndAResendHasThemAgain() throws Exception {
    // Given
    String reordered = ANDROID.replaceFirst("\\{(\"eventName\":\"purchase\"),(.*)}$", "{$2,$1}");
    String body = "{\"events\":[%s,%s,%s]}".formatted(ANDROID, reordered, ANDROID);

    // When
    List<String> ids = ids(body);
    List<String> resent = ids(body.replace(",", " , "));

    // Then
    assertThat(ids).doesNotHaveDuplicates().startsWith(id(ANDROID)).hasSize(3);
    assertThat(resent).isEqualTo(ids);
  }

  @Test
  void equalRecordsOfOneRequestHaveIdsOfTheirOwn() throws Exception {
    // Given
    String body = "{\"records\":[{\"value\":%s},{\"value\":%s}]}".formatted(ANDROID, ANDROID);

    // When
    List<ProducedRecord> records = RecordsReader.read(body.getBytes(UTF_8), false, 2);

    // Then
    assertThat(records)
        .extracting(record -> JSON.readTree(record.event().value()).get("event_id").asText())
        .doesNotHaveDuplicates()
        .startsWith(id(ANDROID));
  }

  private static List<String> ids(String body) throws IOException {
    List<String> ids = new ArrayList<>();
    for (KeyedEvent event : BodyReader.ofText(body.getBytes(UTF_8), 3).events()) {
      ids.add(JSON.readTree(event.value()).get("event_id").asText());
    }
    return ids;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ANDROID_NUMBERS,
        "{\"event_name\":\"x\",\"properties\":7}",
        "{\"event_name\":[1],\"original\":{\"a\":1},\"extra\":\"é\\ud800\"}"
      })
  void whatWasSentCanBeRecovered(String sent) throws Exception {
    // When
    JsonNode event = event(sent);

    // Then
    ObjectNode recovered = (ObjectNode) event.get("original");
    if (event.has("properties")) {
      recovered.set("properties", event.get("properties"));
    }
    assertThat(recovered).isEqualTo(JSON.readTree(sent));
  }

  private static final String ANDROID_NUMBERS =
      "{\"eventName\":\"x\",\"properties\":{\"price\":1.10},\"timestamp\":1e12,\"v\":1.0}";

  @ParameterizedTest
  @CsvSource({
    "1763885550123, 2025-11-23T08:12:30.123Z",
    "1763885550, 2025-11-23T08:12:30Z",
    "1763885550.1239, 2025-11-23T08:12:30.123Z",
    "1.763885550123E12, 2025-11-23T08:12:30.123Z",
    "0, 1970-01-01T00:00:00Z",
    "253402300799999, 9999-12-31T23:59:59.999Z"
  })
  void theTimeIsSecondsOrMilliseconds(String number, String timestamp) throws Exception {
    assertThat(timestamp(number)).isEqualTo(JSON.readTree('"' + timestamp + '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "253402300800000",
        "1e99",
        "1e999999999",
        "1e-999999999",
        "1e99999999999",
        "\"today\"",
        "null",
        "100000000000000000000000000000000000000000"
      })
  void aTimeThatIsNoneIsLeftForTheProcessorToReject(String number) throws Exception {
    assertThat(JSON.writeValueAsString(timestamp(number)).length()).isPositive();
    assertThat(
            event("{\"eventName\":\"x\",\"timestamp\":" + number + "}").get("timestamp").asText())
        .doesNotContain("T");
  }

  @ParameterizedTest
  @CsvSource({
    "page_view, page_view",
    "addToCart, add_to_cart",
    "AddToCart, add_to_cart",
    "Add to cart, add_to_cart",
    "PURCHASE, purchase",
    "step2Done, step2_done",
    "'Purchase ', purchase",
    "$screen, screen",
    "Add to cart!, add_to_cart"
  })
  void itsNameBecomesAType(String name, String type) throws Exception {
    assertThat(event("{\"eventName\":\"" + name + "\"}").get("event_type").asText())
        .isEqualTo(type);
  }

  @Test
  void whatItsMetadataSayOfTheVisitorsConsentIsSaidWhereEveryEventSaysIt() throws Exception {
    // Given
    String own =
        "{\"consent\":false,\"dnt\":1,\"do_not_track\":\"yes\",\"platform\":\"tv\",\"n\":1}";

    // When
    JsonNode event = event("{\"eventName\":\"x\",\"metadata\":%s}".formatted(own));

    // Then
    assertThat(event.get("metadata"))
        .hasToString(
            "{\"platform\":\"android\",\"consent\":false,\"dnt\":1,\"do_not_track\":\"yes\"}");
    assertThat(event.at("/original/metadata")).hasToString(own);
  }

  /** As everywhere. */
  @Test
  void ofSeveralMetadataTheLastCount() throws Exception {
    assertThat(
            event("{\"eventName\":\"x\",\"metadata\":{\"consent\":true},\"metadata\":{\"dnt\":1}}")
                .get("metadata"))
        .hasToString("{\"platform\":\"android\",\"dnt\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "[\"consent\"]", "{}"})
  void metadataThatSayNothingOfItAreLeftWhereTheyWere(String own) throws Exception {
    assertThat(event("{\"eventName\":\"x\",\"metadata\":%s}".formatted(own)).get("metadata"))
        .hasToString("{\"platform\":\"android\"}");
  }

  @Test
  void whatIsMissingStaysMissing() throws Exception {
    assertThat(event("{\"eventName\":null}").fieldNames())
        .toIterable()
        .containsExactly("event_id", "source", "metadata", "original");
  }

  /** Each of ten pairs of characters is one of two that count the same in Jackson's hash. */
  @Test
  void manyNamesThatShareAHashAreMembersAsAnyOthers() throws Exception {
    // Given
    String members =
        IntStream.range(0, 1024)
            .mapToObj(Integer::toBinaryString)
            .map(bits -> "0".repeat(10 - bits.length()) + bits)
            .map(bits -> bits.replace("0", "a~").replace("1", "b]"))
            .map(name -> "\"" + name + "\":1,")
            .collect(Collectors.joining());

    // When
    JsonNode event = event(ANDROID.replace("{\"eventName\"", "{" + members + "\"eventName\""));

    // Then
    assertThat(event.get("event_type").asText()).isEqualTo("purchase");
    assertThat(event.get("original")).hasSize(1024 + 4);
  }

  private static JsonNode timestamp(String number) throws IOException {
    return event("{\"eventName\":\"x\",\"timestamp\":" + number + "}").get("timestamp");
  }

  private static String id(String sent) throws IOException {
    return event(sent).get("event_id").asText();
  }

  static JsonNode event(String sent) throws IOException {
    return JSON.readTree(keyed(sent).value());
  }

  static KeyedEvent keyed(String sent) {
    return BodyReader.ofText(sent.getBytes(UTF_8), 1).events().get(0);
  }
}
