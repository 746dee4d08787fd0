package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which dead letters operators are shown. */
abstract class DeadLettersContract extends DeadLettersScene {
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
    try (Producer<byte[], byte[]> producer =
        pipeline().kafka().producer(Map.of("transactional.id", user))) {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=yesterday",
        "from=1969-12-31T00:00:00Z",
        "to=7",
        "limit=0",
        "limit=501",
        "limit=x",
        "cursor=0"
      })
  void whatCannotBeReadIsRefused(String query) {
    // When
    HttpResponse<String> answer = operator.get("/dead-letters?" + query);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"bad-request\"");
  }

  private static ProducerRecord<byte[], byte[]> at(
      Instant time, ProducerRecord<byte[], byte[]> letter) {
    return new ProducerRecord<>(
        letter.topic(), null, time.toEpochMilli(), letter.key(), letter.value(), letter.headers());
  }
}
