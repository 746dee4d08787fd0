package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.OperatorClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators are shown of the dead letters; each test's have a user of their own. */
abstract class DeadLettersContract {
  private final String user = "user-" + UUID.randomUUID();
  private OperatorClient operator;

  abstract URI http();

  abstract KafkaClients kafka();

  @BeforeEach
  void comeToWork() {
    operator = OperatorClient.of(http());
  }

  @Test
  void aPageShowsTheNewestFirst() throws Exception {
    // Given
    write(List.of(invalid("{\"event_type\":\"purchase\"}"), notJson("{"), invalid("[]")));

    // When
    JsonNode page = page("");

    // Then
    assertThat(page.get("letters").findValuesAsText("payload_bytes"))
        .containsExactly("2", "1", "25");
    assertThat(page.get("letters").findValuesAsText("failure"))
        .containsExactly("invalid-event", "not-json", "invalid-event");
    JsonNode oldest = page.get("letters").get(2);
    assertThat(oldest.get("partition").asInt()).isZero();
    assertThat(oldest.get("event_type").asText()).isEqualTo("purchase");
    assertThat(oldest.get("user_id").asText()).isEqualTo(user);
    assertThat(oldest.get("reason").asText()).isEqualTo("The event breaks 1 rule(s).");
    assertThat(oldest.get("attempt").asInt()).isEqualTo(1);
    assertThat(Instant.parse(oldest.get("timestamp").asText()))
        .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(1));
    assertThat(page.has("next")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failure=not-json",
        "text=NOT%20one%20JSON",
        "event_type=purchase",
        "failure=not-json&event_type=purchase"
      })
  void aFilterLeavesOutWhatDoesNotMatch(String filter) throws Exception {
    // Given
    write(List.of(invalid("{}"), notJson("{\"event_type\":\"purchase\",}"), invalid("{}")));

    // When
    JsonNode letters = page("&" + filter).get("letters");

    // Then
    assertThat(letters.findValuesAsText("failure")).containsExactly("not-json");
  }

  @Test
  void aTimeLeavesOutWhatIsEarlierOrLater() throws Exception {
    // Given
    Instant now = Instant.now();
    List<ProducerRecord<byte[], byte[]>> inTheirOrder = new ArrayList<>();
    for (int minute : List.of(1, 10, 20)) {
      inTheirOrder.add(at(now.plusSeconds(60L * minute), invalid("{\"m\":%d}".formatted(minute))));
    }
    write(inTheirOrder);

    // When
    JsonNode letters =
        page("&from=%s&to=%s".formatted(now.plusSeconds(120), now.plusSeconds(1200)))
            .get("letters");

    // Then
    assertThat(letters.findValuesAsText("payload_bytes")).containsExactly("8");
  }

  @Test
  void theCursorLeadsThroughAllOfThemOnce() throws Exception {
    // Given
    List<RecordMetadata> written = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      written.addAll(write(List.of(invalid("{}"), notJson("")))); // a batch each: gaps in between
    }

    // When
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = page("&limit=3" + cursor);
      seen.addAll(page.get("letters").findValuesAsText("offset"));
      cursor = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asText();
    }

    // Then
    List<String> newestFirst = new ArrayList<>();
    written.forEach(letter -> newestFirst.add(0, "" + letter.offset()));
    assertThat(seen).isEqualTo(newestFirst);
  }

  @Test
  void whatAnAbortedTransactionWroteIsNotShown() throws Exception {
    // Given
    try (Producer<byte[], byte[]> producer = kafka().producer(Map.of("transactional.id", user))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(invalid("{\"aborted\":true}"));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(invalid("{}"));
      producer.commitTransaction();
    }

    // When
    JsonNode letters = page("").get("letters");

    // Then
    assertThat(letters.findValuesAsText("payload_bytes")).containsExactly("2");
  }

  @Test
  void theyAreCountedByFailure() throws Exception {
    // Given
    write(List.of(invalid("{}"), notJson("{"), invalid("{}")));

    // When
    JsonNode counts = operator.read("/dead-letters/counts?user_id=" + user);

    // Then
    assertThat(counts)
        .hasToString(
            "{\"total\":3,\"failures\":{\"invalid-event\":2,\"not-json\":1},\"next\":null}");
  }

  @Test
  void oneIsShownWhole() throws Exception {
    // Given
    String payload = "{\"event_id\":\"é\",\"price\":1.10}";
    ProducerRecord<byte[], byte[]> written = invalid(payload);
    written.headers().add("received-at", "1763885550123".getBytes(UTF_8));
    written.headers().add("write-key-id", "web".getBytes(UTF_8));
    RecordMetadata at = write(List.of(written)).get(0);

    // When
    JsonNode letter = letter(at);

    // Then
    assertThat(letter.get("payload").asText()).isEqualTo(payload);
    assertThat(letter.has("payload_base64")).isFalse();
    assertThat(letter.get("violations"))
        .hasToString(
            "[{\"path\":\"/user_id\",\"rule\":\"required\",\"message\":\"must be there\"}]");
    assertThat(letter.get("raw"))
        .hasToString("{\"topic\":\"ecommerce-events-raw\",\"partition\":3,\"offset\":41}");
    assertThat(letter.get("origin"))
        .hasToString("{\"received_at\":\"1763885550123\",\"write_key_id\":\"web\"}");
    assertThat(letter.get("failure").asText()).isEqualTo("invalid-event");
    assertThat(letter.get("replays")).isEmpty();
  }

  @Test
  void aPayloadThatIsNoTextIsShownInBase64() throws Exception {
    // Given
    RecordMetadata at =
        write(List.of(LetterRecords.notJson(user, new byte[] {(byte) 0xC0, 1}))).get(0);

    // When
    JsonNode letter = letter(at);

    // Then
    assertThat(letter.has("payload")).isFalse();
    assertThat(letter.get("payload_base64").binaryValue()).containsExactly(0xC0, 1);
  }

  @Test
  void anEmptyPayloadIsAnEmptyTextAndATombstoneIsNone() throws Exception {
    // Given
    List<RecordMetadata> at = write(List.of(notJson(""), LetterRecords.notJson(user, null)));

    // When
    JsonNode empty = letter(at.get(0));
    JsonNode tombstone = letter(at.get(1));

    // Then
    assertThat(empty.get("payload").asText("none")).isEmpty();
    assertThat(tombstone.has("payload")).isFalse();
    assertThat(tombstone.has("payload_base64")).isFalse();
  }

  @Test
  void theLargestPayloadIsShownWhole() throws Exception {
    // Given
    String mebibyte = "x".repeat(1024 * 1024);
    RecordMetadata at = write(List.of(notJson(mebibyte))).get(0);

    // When
    JsonNode letter = letter(at);

    // Then
    assertThat(letter.get("payload").asText()).isEqualTo(mebibyte);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/dead-letters/0/999999999", "/dead-letters/7/0", "/dead-letters/replays/x"})
  void whatIsNotThereIsNotFound(String path) {
    // When
    HttpResponse<String> answer = operator.get(path);

    // Then
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"not-found\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"from=yesterday", "to=7", "limit=0", "limit=501", "limit=x", "cursor=0"})
  void whatCannotBeReadIsRefused(String query) {
    // When
    HttpResponse<String> answer = operator.get("/dead-letters?" + query);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"bad-request\"");
  }

  @Test
  void theSamplesAreAnsweredAsTheySay() throws Exception {
    // Given
    RecordMetadata at = write(List.of(invalid("{}"))).get(0);
    List<HttpSamples.Sample> samples =
        HttpSamples.of(
            Path.of("src/test/http/dead-letters.http"),
            Map.of(
                "host",
                http().toString(),
                "token",
                OperatorClient.TOKEN,
                "offset",
                "" + at.offset()));

    // When
    List<Integer> answers = new ArrayList<>();
    for (HttpSamples.Sample sample : samples) {
      answers.add(
          HttpClient.newHttpClient()
              .send(sample.request(), HttpResponse.BodyHandlers.discarding())
              .statusCode());
    }

    // Then
    assertThat(samples).hasSizeGreaterThan(5);
    assertThat(answers).isEqualTo(samples.stream().map(HttpSamples.Sample::status).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "X-Write-Key," + OperatorClient.TOKEN,
    "Authorization,Bearer wrong",
    "Authorization,'Bearer '",
    "Authorization," + OperatorClient.TOKEN,
    "Authorization,Basic " + OperatorClient.TOKEN
  })
  void whoDoesNotShowTheTokenGetsNowhere(String name, String value) throws Exception {
    // Given
    List<String> paths =
        List.of(
            "", "/counts", "/0/0", "/replays/x", "/replays", "?writeKey=" + OperatorClient.TOKEN);

    // When
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (String path : paths) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(http().resolve("/dead-letters" + path))
              .header(name, value)
              .header("Content-Type", "application/json");
      String order = "{\"filter\":{}}";
      answers.add(
          HttpClient.newHttpClient()
              .send(
                  (path.equals("/replays")
                          ? request.POST(HttpRequest.BodyPublishers.ofString(order))
                          : request)
                      .build(),
                  HttpResponse.BodyHandlers.ofString()));
    }

    // Then
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(401);
              assertThat(answer.headers().firstValue("WWW-Authenticate"))
                  .hasValue("Bearer realm=\"dead letters\"");
            });
  }

  @Test
  void noCacheKeepsWhatIsShown() {
    // When
    HttpResponse<String> answer = operator.get("/dead-letters?limit=1");

    // Then
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
  }

  @Test
  void readingLeavesNoGroupBehind() throws Exception {
    // When
    operator.read("/dead-letters");
    operator.read("/dead-letters/counts");

    // Then
    try (Admin admin = kafka().admin()) {
      assertThat(KafkaClients.get(admin.listGroups().all()))
          .extracting(GroupListing::groupId)
          .containsOnly("ecompulse-processors");
    }
  }

  private List<RecordMetadata> write(List<ProducerRecord<byte[], byte[]>> letters)
      throws Exception {
    List<RecordMetadata> written = new ArrayList<>();
    try (Producer<byte[], byte[]> producer =
        kafka().producer(Map.of("max.request.size", 4 * 1024 * 1024))) {
      List<Future<RecordMetadata>> sent = letters.stream().map(producer::send).toList();
      for (Future<RecordMetadata> one : sent) {
        written.add(one.get());
      }
    }
    return written;
  }

  private JsonNode page(String more) {
    return operator.read("/dead-letters?user_id=" + URLEncoder.encode(user, UTF_8) + more);
  }

  private JsonNode letter(RecordMetadata at) {
    return operator.read("/dead-letters/%d/%d".formatted(at.partition(), at.offset()));
  }

  private ProducerRecord<byte[], byte[]> invalid(String payload) {
    return LetterRecords.invalid(user, payload.getBytes(UTF_8));
  }

  private ProducerRecord<byte[], byte[]> notJson(String payload) {
    return LetterRecords.notJson(user, payload.getBytes(UTF_8));
  }

  private static ProducerRecord<byte[], byte[]> at(
      Instant time, ProducerRecord<byte[], byte[]> letter) {
    return new ProducerRecord<>(
        letter.topic(), null, time.toEpochMilli(), letter.key(), letter.value(), letter.headers());
  }
}
