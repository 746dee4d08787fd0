package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Trickler;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A connection is there for requests. */
@QuarkusTest
@TestProfile(HeadTimeoutTest.Hasty.class)
class HeadTimeoutTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String HEAD =
      "POST /events HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n";

  /** A front door that waits for a request's head hardly at all. */
  public static class Hasty extends WithoutBroker {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("pipeline.ingest.head-timeout", "1S");
      overrides.put("pipeline.ingest.body-timeout", "120S");
      return overrides;
    }
  }

  @TestHTTPResource URI http;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  @Test
  void whoTricklesHeadersIsClosed() throws Exception {
    try (Trickler trickler = Trickler.to(http)) {
      awaitClosed(trickler);
    }
  }

  @Test
  void whoTricklesHeadersAtTheManagementPortIsClosed() throws Exception {
    try (Trickler trickler = Trickler.to(URI.create("http://localhost:" + managementPort))) {
      awaitClosed(trickler);
    }
  }

  @Test
  void whoTricklesHeadersOfASecondRequestIsClosed() throws Exception {
    try (Socket client = connect()) {
      // Given
      send(client, HEAD + "{}");
      assertThat(answer(client)).startsWith("HTTP/1.1 202 ");

      // When, Then
      await().atMost(SOON).until(() -> isClosedAfterAByte(client));
    }
  }

  @Test
  void whoseRequestIsAtWorkIsNot() throws Exception {
    try (Socket client = connect()) {
      // Given
      send(client, HEAD + "{");

      // When
      awaitTricklerClosed();
      awaitTricklerClosed();
      send(client, "}");

      // Then
      assertThat(answer(client)).startsWith("HTTP/1.1 202 ");
    }
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(http.getHost(), http.getPort());
    client.setSoTimeout((int) SOON.toMillis());
    return client;
  }

  /** The time-out has passed for whoever was there before. */
  private void awaitTricklerClosed() throws IOException {
    try (Trickler trickler = Trickler.to(http)) {
      awaitClosed(trickler);
    }
  }

  private static void awaitClosed(Trickler trickler) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              trickler.trickle();
              return !trickler.isOpen();
            });
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }

  /** The whole answer, whose body ends with an object. */
  private static String answer(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    StringBuilder answer = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      answer.append((char) c);
      if (c == '}') {
        break;
      }
    }
    return answer.toString();
  }

  private static boolean isClosedAfterAByte(Socket client) {
    try {
      client.setSoTimeout(100);
      send(client, "P");
      return client.getInputStream().read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException closed) {
      return true;
    }
  }
}
