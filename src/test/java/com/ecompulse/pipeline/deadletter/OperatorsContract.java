package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.OperatorClient;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is shown dead letters, and what of it stays behind. */
abstract class OperatorsContract extends DeadLettersScene {
  @Test
  void theSamplesAreAnsweredAsTheySay() throws Exception {
    // Given
    RecordMetadata at = write(List.of(invalid("{}"))).get(0);
    List<HttpSamples.Sample> samples =
        HttpSamples.of(
            Path.of("src/test/http/dead-letters.http"),
            Map.of(
                "host",
                pipeline().http().toString(),
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
          HttpRequest.newBuilder(pipeline().http().resolve("/dead-letters" + path))
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
    try (Admin admin = pipeline().kafka().admin()) {
      assertThat(KafkaClients.get(admin.listGroups().all()))
          .extracting(GroupListing::groupId)
          .containsOnly("ecompulse-processors");
    }
  }
}
