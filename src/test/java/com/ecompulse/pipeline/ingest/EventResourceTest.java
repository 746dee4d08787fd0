package com.ecompulse.pipeline.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.ecompulse.pipeline.ingest.WithoutBroker.MockRawOut;
import com.ecompulse.pipeline.raw.RawHeaders;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code POST /events}: what is taken, and as what, and what is not. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
class EventResourceTest {
  private static final int MIB = 1024 * 1024;

  @Inject MockRawOut rawOut;
  private MockProducer<byte[], byte[]> producer;

  @BeforeEach
  void acknowledgeAtOnce() {
    producer = rawOut.acknowledging(true);
  }

  @Test
  void aHeadHasItsLimit() {
    given().header("X-Long", "x".repeat(9_000)).body("{}").post("/events").then().statusCode(431);
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        argumentSet("one event", "{\"user_id\":\"u\"}", 1),
        argumentSet("an array", "[{},{},{}]", 3),
        argumentSet("an envelope", "{\"events\":[{},{}]}", 2),
        argumentSet("nothing to do", "[]", 0),
        argumentSet("nothing to do in an envelope", "{\"events\":[]}", 0),
        argumentSet("an event with a reserved member", "{\"enrichment\":{}}", 1),
        argumentSet("an event in the year 9999", "{\"timestamp\":\"9999-01-01T00:00:00Z\"}", 1),
        argumentSet("an event 200 levels deep", "[".repeat(200) + "]".repeat(200), 1),
        argumentSet("elements that are no events", "[null,\"x\",7]", 3));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void wellFormedJsonIsAcceptedAndJudgedLater(String body, int events) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/events")
        .then()
        .statusCode(202)
        .contentType("application/json")
        .body("accepted", equalTo(events));
    assertThat(producer.history()).hasSize(events);
  }

  @Test
  void anEventIsOneRawRecordKeyedByItsUserWithItsBytesAsTheyCame() {
    // Given
    String event = "{ \"user_id\":\"ü\", \"price\":1.10 }";

    // When
    given()
        .contentType("application/json")
        .header("User-Agent", "browser/1.0")
        .body(("[" + event + "]").getBytes(UTF_8))
        .post("/events")
        .then()
        .statusCode(202);

    // Then
    assertThat(producer.history())
        .singleElement()
        .satisfies(
            raw -> {
              assertThat(raw.topic()).isEqualTo("ecommerce-events-raw");
              assertThat(raw.partition()).isNull();
              assertThat(raw.key()).isEqualTo("ü".getBytes(UTF_8));
              assertThat(raw.value()).isEqualTo(event.getBytes(UTF_8));
              assertThat(header(raw, "user-agent")).isEqualTo("browser/1.0");
              assertThat(header(raw, "client-ip")).isEqualTo("127.0.0.1");
              assertThat(RawHeaders.number(raw.headers(), "received-at", 0)).isPositive();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, true",
    "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01, false",
    "<script>, false"
  })
  void aWellFormedTraceParentTravelsAndNothingElse(String traceParent, boolean travels) {
    // When
    given()
        .contentType("application/json")
        .header("traceparent", traceParent)
        .body("{}")
        .post("/events")
        .then()
        .statusCode(202);

    // Then
    assertThat(producer.history())
        .singleElement()
        .satisfies(
            raw -> assertThat(header(raw, "traceparent")).isEqualTo(travels ? traceParent : null));
  }

  static Stream<Arguments> refused() {
    byte[] large = ("{\"a\":\"" + "x".repeat(MIB) + "\"}").getBytes(UTF_8);
    return Stream.of(
        argumentSet("an empty body", new byte[0], 400, "empty-body"),
        argumentSet("null", "null".getBytes(UTF_8), 400, "not-events"),
        argumentSet("a string", "\"x\"".getBytes(UTF_8), 400, "not-events"),
        argumentSet("truncated JSON", "{\"a\":".getBytes(UTF_8), 400, "malformed-json"),
        argumentSet("latin 1", "{\"a\":\"é\"}".getBytes(ISO_8859_1), 400, "malformed-json"),
        argumentSet("UTF-16", "{\"a\":1}".getBytes(UTF_16), 400, "malformed-json"),
        argumentSet("an event over 1 MiB", large, 413, "event-too-large"),
        argumentSet("5 MB", new byte[5_000_000], 413, "body-too-large"),
        argumentSet(
            "501 events", ("[1" + ",1".repeat(500) + "]").getBytes(UTF_8), 413, "too-many-events"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aBodyThatCannotBeReadIsTheClientsError(byte[] body, int status, String code) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/events")
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("about:blank"))
        .body("status", equalTo(status))
        .body("code", equalTo(code))
        .body("title", not(blankOrNullString()))
        .body("detail", not(blankOrNullString()));
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void gzipThatIsTakenApartForEverIsTheClientsErrorToo() {
    given()
        .contentType("application/json")
        .header("Content-Encoding", "gzip")
        .body(GunzipTest.members("", 200_000))
        .post("/events")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("malformed-gzip"));
  }

  @Test
  void anotherMethodIsToldWhichOneToUse() {
    given()
        .get("/events")
        .then()
        .statusCode(405)
        .header("Allow", equalTo("POST"))
        .contentType("application/problem+json")
        .body("code", equalTo("method-not-allowed"));
  }

  private static String header(ProducerRecord<byte[], byte[]> raw, String name) {
    return RawHeaders.text(raw.headers(), name);
  }
}
