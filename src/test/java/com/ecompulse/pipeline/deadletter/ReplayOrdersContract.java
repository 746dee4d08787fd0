package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Metrics;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the orders to replay. */
abstract class ReplayOrdersContract extends ReplaysScene {
  @Test
  void aLetterIsReplayedOnceHoweverManyAskAtOnce() throws Exception {
    // Given
    Place letter = postInvalid();

    // When
    List<String> replays =
        IntStream.range(0, 6).parallel().mapToObj(i -> operator.accepted(named(letter))).toList();

    // Then
    assertThat(replays.stream().map(this::awaitDone))
        .containsOnlyOnce("1 of 1 replayed, 0 skipped, 0 failed")
        .contains("0 of 1 replayed, 1 skipped, 0 failed");
    assertThat(replays).doesNotHaveDuplicates();
    letters.awaitRecords(2, SOON);
    assertThat(raw.drain()).hasSize(2);
  }

  @Test
  void askedTwiceUnderOneKeyItIsOneReplay() throws Exception {
    // Given
    Place letter = postInvalid();

    // When
    String replay = operator.accepted(named(letter), "Idempotency-Key", user);
    String again = operator.accepted(named(letter), "Idempotency-Key", user);
    HttpResponse<String> another = operator.replay(filter(), "Idempotency-Key", user);

    // Then
    assertThat(again).isEqualTo(replay);
    assertThat(awaitDone(replay)).isEqualTo("1 of 1 replayed, 0 skipped, 0 failed");
    assertThat(another.statusCode()).isEqualTo(422);
  }

  @Test
  void aFilterReplaysWhatMatchesAndNotWhatFailsAgain() throws Exception {
    // Given
    for (int i = 0; i < 250; i++) {
      write(LetterRecords.invalid(user, "{}".getBytes(UTF_8)));
    }
    letters.awaitRecords(250, SOON);

    // When
    HttpResponse<String> dry = operator.replay(filter().replaceFirst("}$", ",\"dryRun\":true}"));
    String replay = operator.accepted(filter(), "X-Operator", "alice");

    // Then
    assertThat(dry.body()).isEqualTo("{\"total\":250,\"complete\":true}");
    assertThat(awaitDone(replay)).isEqualTo("250 of 250 replayed, 0 skipped, 0 failed");
    letters.awaitRecords(500, SOON);
    assertThat(raw.drain()).hasSize(250);
    JsonNode report = operator.report(replay + "?limit=200");
    assertThat(report.get("by").asText()).isEqualTo("alice");
    assertThat(report.get("letters")).hasSize(200);
    JsonNode rest = operator.report(replay + "?limit=200&cursor=" + report.get("next").asText());
    assertThat(rest.get("letters")).hasSize(50);
    assertThat(rest.get("next").isNull()).isTrue();
  }

  @Test
  void whatBecomesOfEachLetterIsCounted() throws Exception {
    // Given
    Place letter = postInvalid();
    Metrics metrics = new Metrics(pipeline().management());
    double before = metrics.sum("ecompulse_dead_letters_replayed_total");

    // When
    awaitDone(operator.accepted(named(letter)));
    awaitDone(operator.accepted(named(letter)));

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(metrics.sum("ecompulse_dead_letters_replayed_total"))
                    .isGreaterThanOrEqualTo(before + 2));
    assertThat(metrics.count("ecompulse_dead_letters_replayed_total")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void theAnswerNamesTheReplaysAddress() throws Exception {
    // Given
    Place letter = postInvalid();

    // When
    HttpResponse<String> answer = operator.replay(named(letter));

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    String address = answer.headers().firstValue("Location").orElseThrow();
    assertThat(address).startsWith("/dead-letters/replays/");
    assertThat(operator.read(address).get("id").asText()).isEqualTo(address.substring(22));
  }

  @Test
  void aLetterThatIsNotThereIsToldAsFailed() {
    // When
    String replay = operator.accepted(named(new Place(0, 999_999_999L)));

    // Then
    assertThat(awaitDone(replay)).isEqualTo("0 of 1 replayed, 0 skipped, 1 failed");
    assertThat(operator.report(replay).at("/letters/0/reason").asText())
        .isEqualTo("no-such-letter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"letters\":[]}",
        "{\"filter\":{\"failures\":\"not-json\"}}",
        "{\"filter\":{\"from\":\"\"}}",
        "{\"filter\":{\"from\":\"0001-01-01T00:00:00Z\"}}",
        "{\"filter\":{},\"dryrun\":true}"
      })
  void whatIsNoOrderIsRefused(String body) {
    // When
    HttpResponse<String> answer = operator.replay(body);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
  }
}
