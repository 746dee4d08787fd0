package com.ecompulse.pipeline.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import com.ecompulse.pipeline.event.Sha256;
import com.ecompulse.pipeline.raw.RawHeaders;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A front door that is not open, and what a browser and a proxy may say to it. */
@QuarkusTest
@TestProfile(WriteKeysTest.Closed.class)
class WriteKeysTest {
  /** Three keys, a trusted proxy, and two web shops. */
  public static class Closed extends WithoutBroker {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("pipeline.ingest.open", "false");
      overrides.put("pipeline.ingest.write-keys.web-shop.sha256", sha256("s3cr3t"));
      overrides.put("pipeline.ingest.write-keys.web-shop.origins", "https://shop.example");
      overrides.put("pipeline.ingest.write-keys.slow.sha256", sha256("slow"));
      overrides.put("pipeline.ingest.write-keys.slow.events-per-second", "1");
      overrides.put("pipeline.ingest.write-keys.slow-page.sha256", sha256("slow-page"));
      overrides.put("pipeline.ingest.write-keys.slow-page.events-per-second", "1");
      overrides.put("pipeline.ingest.trusted-proxies", "127.0.0.0/8");
      overrides.put("quarkus.http.cors.origins", "https://shop.example,https://other.example");
      return overrides;
    }
  }

  private static final String ENVELOPE = "{\"events\":[{\"n\":1}],\"api_key\":\"%s\"}";

  @Inject WithoutBroker.MockRawOut rawOut;
  private MockProducer<byte[], byte[]> producer;

  @BeforeEach
  void acknowledgeAtOnce() {
    producer = rawOut.acknowledging(true);
  }

  static Stream<Arguments> places() {
    return Stream.of(
        place("X-Write-Key", request -> request.header("X-Write-Key", "s3cr3t")),
        place("Basic", request -> request.header("Authorization", basic("s3cr3t:"))),
        place("the query", request -> request.queryParam("writeKey", "s3cr3t")),
        place("the body", request -> request.body(ENVELOPE.formatted("s3cr3t"))),
        place(
            "the query, beside credentials of a proxy's",
            request ->
                request
                    .header("Authorization", basic("staging:x"))
                    .queryParam("writeKey", "s3cr3t")),
        place(
            "the body, beside an empty one in the query",
            request -> request.queryParam("writeKey", "").body(ENVELOPE.formatted("s3cr3t"))));
  }

  @ParameterizedTest
  @MethodSource("places")
  void aKnownKeyLetsEventsInAndGivesThemItsName(UnaryOperator<RequestSpecification> place) {
    // When
    post(place).statusCode(202);

    // Then
    assertThat(producer.history())
        .singleElement()
        .satisfies(
            raw -> {
              assertThat(RawHeaders.text(raw.headers(), "write-key-id")).isEqualTo("web-shop");
              assertThat(raw.headers().toArray())
                  .noneMatch(header -> new String(header.value(), UTF_8).contains("s3cr3t"));
            });
  }

  static Stream<Arguments> wrongPlaces() {
    return Stream.of(
        place("none", request -> request),
        place("another", request -> request.header("X-Write-Key", "s3cr3T")),
        place("its hash", request -> request.header("X-Write-Key", sha256("s3cr3t"))),
        place("empty", request -> request.header("X-Write-Key", "")),
        place("no Base64", request -> request.header("Authorization", "Basic %%%")),
        place("the password", request -> request.header("Authorization", basic("x:s3cr3t"))),
        place("a token", request -> request.header("Authorization", "Bearer s3cr3t")),
        place("another in the body", request -> request.body(ENVELOPE.formatted("x"))));
  }

  @ParameterizedTest
  @MethodSource("wrongPlaces")
  void whoeverHasNoKnownKeyIsNotLetIn(UnaryOperator<RequestSpecification> place) {
    // When
    post(place)
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("WriteKey"))
        .body("code", equalTo("unknown-write-key"));

    // Then
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void aKafkaRestClientIsToldSoInItsOwnWords() {
    given()
        .contentType("application/json")
        .body("{\"records\":[{\"value\":{}}]}")
        .post("/topics/ecommerce-events")
        .then()
        .statusCode(401)
        .body("error_code", equalTo(40101));
  }

  @Test
  void aKeyThatHasUsedUpItsRateIsToldWhenToComeBackAndNoOtherIs() {
    // Given
    UnaryOperator<RequestSpecification> slow =
        request -> request.header("X-Write-Key", "slow").body("[1,2,3]");
    post(slow).statusCode(202);

    // When
    ValidatableResponse refused = post(slow);

    // Then
    refused
        .statusCode(429)
        .header("Retry-After", matchesPattern("[1-3]"))
        .body("code", equalTo("rate-limited"));
    post(request -> request.header("X-Write-Key", "s3cr3t")).statusCode(202);
  }

  @Test
  void aPageMayReadWhenToComeBack() {
    // Given
    UnaryOperator<RequestSpecification> slow =
        request ->
            request
                .header("X-Write-Key", "slow-page")
                .header("Origin", "https://shop.example")
                .body("[1,2,3]");
    post(slow).statusCode(202);

    // When
    ValidatableResponse refused = post(slow);

    // Then
    refused.statusCode(429).header("Access-Control-Expose-Headers", "Retry-After");
  }

  @Test
  void aKeyIsForItsOriginsAlone() {
    post(request ->
            request.header("X-Write-Key", "s3cr3t").header("Origin", "https://shop.example"))
        .statusCode(202)
        .header("Access-Control-Allow-Origin", "https://shop.example");
    post(request ->
            request.header("X-Write-Key", "s3cr3t").header("Origin", "https://other.example"))
        .statusCode(403)
        .body("code", equalTo("origin-not-allowed"));
  }

  @Test
  void aPageOfAnUnknownOriginIsRefused() {
    post(request ->
            request.header("X-Write-Key", "s3cr3t").header("Origin", "https://evil.example"))
        .statusCode(403);
    assertThat(producer.history()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/events", "/topics/ecommerce-events"})
  void aBrowserMayAskFirst(String path) {
    given()
        .header("Origin", "https://shop.example")
        .header("Access-Control-Request-Method", "POST")
        .header(
            "Access-Control-Request-Headers",
            "content-type,traceparent,tracestate,x-write-key,ce-id,ce-specversion,ce-type,ce-source,ce-time,ce-subject")
        .options(path)
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", "https://shop.example")
        .header("Access-Control-Allow-Methods", containsString("POST"))
        .header(
            "Access-Control-Allow-Headers",
            allOf(
                containsString("traceparent"),
                containsString("tracestate"),
                containsString("ce-id"),
                containsString("ce-specversion"),
                containsString("ce-type"),
                containsString("ce-source"),
                containsString("ce-time"),
                containsString("ce-subject")))
        .header("Access-Control-Max-Age", "86400");
  }

  @Test
  void theClientsAddressIsWhatTheTrustedProxySays() {
    // When
    post(request ->
            request
                .header("X-Write-Key", "s3cr3t")
                .header("X-Forwarded-For", "1.2.3.4, 198.51.100.7")
                .header("User-Agent", "phone/2"))
        .statusCode(202);

    // Then
    assertThat(producer.history())
        .singleElement()
        .satisfies(
            raw -> {
              assertThat(RawHeaders.text(raw.headers(), "client-ip")).isEqualTo("198.51.100.7");
              assertThat(RawHeaders.text(raw.headers(), "user-agent")).isEqualTo("phone/2");
            });
  }

  private static ValidatableResponse post(UnaryOperator<RequestSpecification> place) {
    return place.apply(given().contentType("application/json").body("{}")).post("/events").then();
  }

  private static Arguments place(String name, UnaryOperator<RequestSpecification> place) {
    return Arguments.argumentSet(name, place);
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  private static String sha256(String key) {
    return Sha256.hexOf(key.getBytes(UTF_8));
  }
}
