package com.ecompulse.pipeline.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import com.ecompulse.pipeline.telemetry.ConsistentRegistry;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The front door answers for itself, and for no other endpoint. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
class ProblemsTest {
  @Inject MeterRegistry registry;

  @Test
  void nobodyIsToldToPostWhereOperatorsRead() {
    // Given
    double before = Refusals.countedIn(registry);

    // When
    given()
        .post("/dead-letters")
        .then()
        .statusCode(405)
        .header("Allow", not(containsString("POST")))
        .body(not(containsString("send a POST")));

    // Then
    assertThat(Refusals.countedIn(registry)).isEqualTo(before);
  }

  @Test
  void anOrderOfOperatorsThatIsTooLargeIsNoRefusalOfEvents() {
    // Given
    double before = Refusals.countedIn(registry);

    // When
    given().body(new byte[5_000_000]).post("/dead-letters/replays").then().statusCode(413);

    // Then
    assertThat(Refusals.countedIn(registry)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"/events, 1", "/topics/ecommerce-events, 1", "/dead-letters/counts, 0"})
  void whatNoOneThoughtOfIsAnswered500AndCountsWhereItRefusesEvents(String path, double refusals) {
    // Given
    SimpleMeterRegistry own = new SimpleMeterRegistry();
    Problems problems = new Problems(new PipelineMetrics(own, new ConsistentRegistry()));

    // When
    Response answer = problems.refuse(new IllegalStateException("a bug"), request(path));

    // Then
    assertThat(answer.getStatus()).isEqualTo(500);
    assertThat(Refusals.countedIn(own)).isEqualTo(refusals);
  }

  private static HttpServerRequest request(String path) {
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            HttpServerRequest.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (proxy, method, arguments) -> method.getName().equals("path") ? path : null);
  }
}
