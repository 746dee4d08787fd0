package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send what no decent HTTP client sends. */
@QuarkusTest
@TestProfile(BodyIntakeTest.Tight.class)
class BodyIntakeTest {
  /** Bounds that a test reaches soon. */
  public static class Tight extends WithoutBroker {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("pipeline.ingest.max-body-size", "64K");
      overrides.put("pipeline.ingest.max-reading-size", "100K");
      overrides.put("pipeline.ingest.body-timeout", "2S");
      return overrides;
    }
  }

  private static final String HEAD =
      "POST %s HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n";
  private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";

  @Inject BodyIntake intake;
  @Inject MeterRegistry registry;

  @AfterEach
  void nothingIsHeld() {
    await().untilAsserted(() -> assertThat(intake.readingBytes()).isZero());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/events", "/topics/ecommerce-events"})
  void aBodyThatDoesNotTellItsLengthIsRefusedAsSoonAsItIsTooLong(String path) throws Exception {
    // Given
    try (Socket client = connect(CHUNKED.formatted(path))) {

      // When
      send(client, "18000\r\n" + "x".repeat(0x18000) + "\r\n");

      // Then
      assertThat(answer(client)).startsWith("HTTP/1.1 413 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1\r\n", "HTTP/1.1\r\nConnection: close\r\n", "HTTP/1.0\r\n"})
  void aBodyThatComesTooSlowlyIsRefusedAndItsConnectionClosed(String version) throws Exception {
    // Given
    String head = HEAD.formatted("/events").replace("HTTP/1.1\r\n", version);
    try (Socket client = connect(head + "Content-Length: 10\r\n\r\n{")) {

      // When
      String answer = new String(client.getInputStream().readAllBytes(), US_ASCII);

      // Then
      assertThat(answer)
          .startsWith(version.substring(0, 8) + " 408 ")
          .contains("\"code\":\"body-too-slow\"");
    }
  }

  @Test
  void bodiesThatTogetherTakeTooMuchAreRefused() throws Exception {
    // Given
    String half = HEAD.formatted("/events") + "Content-Length: 65000\r\n\r\n" + "x".repeat(60_000);
    try (Socket first = connect(half)) {
      await().untilAsserted(() -> assertThat(intake.readingBytes()).isBetween(60_000L, 65_000L));

      // When
      try (Socket second = connect(half)) {

        // Then
        assertThat(answer(second)).startsWith("HTTP/1.1 503 ");
      }
      send(first, "x".repeat(5_000));
      assertThat(answer(first)).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void aClientThatLeavesGivesItsRoomBackAndIsNotCountedAsRefused() throws Exception {
    // Given
    double refusals = Refusals.countedIn(registry);
    Socket client =
        connect(HEAD.formatted("/events") + "Content-Length: 60000\r\n\r\n" + "x".repeat(50_000));
    await().untilAsserted(() -> assertThat(intake.readingBytes()).isBetween(50_000L, 60_000L));

    // When
    client.close();

    // Then
    nothingIsHeld();
    assertThat(Refusals.countedIn(registry)).isEqualTo(refusals);
  }

  @Test
  void aClientThatAsksFirstIsToldToGoOnAndOneThatAsksForTooMuchIsNot() throws Exception {
    String asks = HEAD.formatted("/events") + "Expect: 100-continue\r\nContent-Length: %d\r\n\r\n";
    try (Socket modest = connect(asks.formatted(2));
        Socket greedy = connect(asks.formatted(70_000))) {
      assertThat(answer(modest)).startsWith("HTTP/1.1 100 ");
      assertThat(answer(greedy)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aConnectionServesOneRequestAfterAnother() throws Exception {
    // Given
    String post = HEAD.formatted("/events") + "Content-Length: 2\r\n\r\n{}";
    try (Socket client = connect(post)) {
      String first = answer(client);

      // When
      send(client, post);

      // Then
      assertThat(first).startsWith("HTTP/1.1 202 ");
      assertThat(answer(client)).startsWith("HTTP/1.1 202 ");
    }
  }

  private static Socket connect(String request) throws IOException {
    Socket client = new Socket("localhost", RestAssured.port);
    client.setSoTimeout(10_000); // sooner than the idle timeout would close it
    send(client, request);
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }

  /** What has come so far, and something at least. */
  private static String answer(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    byte[] buffer = new byte[4096];
    int length = in.read(buffer);
    return new String(buffer, 0, Math.max(0, length), US_ASCII);
  }
}
