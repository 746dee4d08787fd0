package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.Events;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.support.HttpCase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the OpenAPI document shows is what the front door takes. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An example's summary names the headers that it is sent with. */
  private static final Pattern HEADER = Pattern.compile("(ce-[a-z]+): ([^\\s,]+)");

  @Inject WithoutBroker.MockRawOut rawOut;

  @BeforeEach
  void acknowledgeAtOnce() {
    rawOut.acknowledging(true);
  }

  @Test
  void everyExampleIsTaken() throws Exception {
    // Given
    List<HttpCase> examples = examples();

    // When
    List<Integer> answers = new ArrayList<>();
    for (HttpCase example : examples) {
      answers.add(example.sendTo(http()).statusCode());
    }

    // Then
    assertThat(answers).hasSizeGreaterThan(10).containsOnly(200, 202);
  }

  @Test
  void anExampleIsACloudEventInBinaryMode() throws Exception {
    // Given
    MockProducer<byte[], byte[]> producer = rawOut.acknowledging(true);
    HttpCase binary =
        examples().stream()
            .filter(example -> example.headers().containsKey("ce-specversion"))
            .findFirst()
            .orElseThrow();

    // When
    binary.sendTo(http());

    // Then
    assertThat(producer.history())
        .singleElement()
        .satisfies(raw -> assertThat(Events.failureOf(raw.value())).isNull())
        .satisfies(raw -> assertThat(new String(raw.value(), UTF_8)).contains("\"cloudevent\""));
  }

  @Test
  void everyAnswerIsTold() throws Exception {
    // Given
    Set<Kind> faults = EnumSet.of(Kind.METHOD_NOT_ALLOWED, Kind.INTERNAL_ERROR);
    List<Kind> refusals = Stream.of(Kind.values()).filter(kind -> !faults.contains(kind)).toList();

    // When, Then
    assertThat(answers("/events"))
        .containsAll(refusals.stream().map(kind -> "" + kind.status()).toList());
    assertThat(answers("/topics/{topic}"))
        .containsAll(
            refusals.stream()
                .map(kind -> "" + KafkaRestAnswer.status(kind.kafkaRestCode()))
                .toList());
  }

  @Test
  void whatIsRefusedThoughSomeOfItMayBeWrittenSaysSo() throws Exception {
    // When
    JsonNode document = JSON.readTree(RestAssured.get("/q/openapi?format=json").asString());

    // Then
    for (String status : List.of("413", "503")) {
      assertThat(description(document, status)).contains("may have been written");
    }
    assertThat(description(document, "400")).contains("nothing is written");
  }

  private static String description(JsonNode document, String status) {
    String reference = document.at("/paths/~1events/post/responses/" + status + "/$ref").asText();
    return document.at(reference.substring(1) + "/description").asText();
  }

  private static List<String> answers(String path) throws Exception {
    String document = RestAssured.get("/q/openapi?format=json").asString();
    List<String> answers = new ArrayList<>();
    JSON.readTree(document)
        .get("paths")
        .get(path)
        .at("/post/responses")
        .fieldNames()
        .forEachRemaining(answers::add);
    return answers;
  }

  private static List<HttpCase> examples() throws Exception {
    String document = RestAssured.get("/q/openapi?format=json").asString();
    List<HttpCase> examples = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : JSON.readTree(document).get("paths").properties()) {
      JsonNode content = path.getValue().at("/post/requestBody/content");
      for (Map.Entry<String, JsonNode> type : content.properties()) {
        for (JsonNode example : type.getValue().get("examples")) {
          examples.add(example(path.getKey(), type.getKey(), example));
        }
      }
    }
    return examples;
  }

  private static HttpCase example(String path, String type, JsonNode example) {
    JsonNode value = example.get("value");
    String body = value.isTextual() ? value.asText() : value.toString();
    HttpCase post = HttpCase.post(path.replace("{topic}", "ecommerce-events"), "", type, body);
    for (MatchResult header : HEADER.matcher(example.path("summary").asText()).results().toList()) {
      post = post.header(header.group(1), header.group(2));
    }
    return post;
  }

  private static URI http() {
    return URI.create("http://localhost:" + RestAssured.port);
  }
}
