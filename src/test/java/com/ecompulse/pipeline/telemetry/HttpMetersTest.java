package com.ecompulse.pipeline.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.ingest.WithoutBroker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutBroker.class)
class HttpMetersTest {
  @Inject MeterRegistry registry;

  @Test
  void noPathThatAClientMakesUpIsASeriesOrTakesTheRoomOfOne() {
    // When
    for (int i = 0; i < 200; i++) {
      given().header("Origin", "https://stranger.example").post("/made-up/" + i);
    }
    given().post("/events");
    given().post("/topics/ecommerce-events");
    given().post("/dead-letters");
    given().get("/dead-letters/0/1");
    given().get("/dead-letters/replays/1");

    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(uris())
                    .contains(
                        "other",
                        "/events",
                        "/topics/{topic}",
                        "/dead-letters",
                        "/dead-letters/{partition:\\d{1,9}}/{offset:\\d{1,18}}",
                        "/dead-letters/replays/{id}")
                    .noneMatch(uri -> uri.startsWith("/made-up")));
  }

  private Set<String> uris() {
    return registry.find("http.server.requests").timers().stream()
        .map(Timer::getId)
        .map(id -> id.getTag("uri"))
        .collect(Collectors.toSet());
  }
}
