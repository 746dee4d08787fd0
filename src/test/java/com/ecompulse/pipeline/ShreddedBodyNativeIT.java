package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.PackagedPipeline;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A body in pieces of a byte each, which the client alone decides on, and a binary's heap. */
@Tag("extended")
@Tag("native")
class ShreddedBodyNativeIT {
  private static final int BODY_BYTES = 3 * 1024 * 1024;
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String EVENT = "{\"event_id\":\"shredded\",\"user_id\":\"u\"}";

  @RegisterExtension
  static final PackagedPipeline PIPELINE =
      new PackagedPipeline(
          "shredded",
          Map.of(
              "JAVA_TOOL_OPTIONS", "-Xmx128m",
              "PIPELINE_PROCESSOR_ENABLED", "false",
              "PIPELINE_INGEST_BODY_TIMEOUT", "120S"));

  @Test
  void isTakenAsAnyOtherAndHoldsUpNobody() throws Exception {
    // Given
    URI http = PIPELINE.running().http();
    EventClient others = new EventClient(http, SOON);

    // When
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> postShredded(http));
    Set<Integer> othersAnswers = new HashSet<>();
    int answeredMeanwhile = 0;
    while (!answer.isDone()) {
      othersAnswers.add(others.post("{\"user_id\":\"u\"}").statusCode());
      answeredMeanwhile += answer.isDone() ? 0 : 1;
    }

    // Then
    assertThat(answer.join()).startsWith("HTTP/1.1 202 ");
    assertThat(othersAnswers).containsOnly(202);
    assertThat(answeredMeanwhile).isPositive();
    assertThat(PIPELINE.lines()).noneMatch(line -> line.contains("OutOfMemoryError"));
  }

  /** What the answer begins with. */
  private static String postShredded(URI http) {
    try (Socket client = new Socket(http.getHost(), http.getPort())) {
      client.setSoTimeout(60_000);
      OutputStream out = new BufferedOutputStream(client.getOutputStream(), 65_536);
      out.write(
          ("POST /events HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n")
              .getBytes(US_ASCII));
      byte[] body = (" ".repeat(BODY_BYTES - EVENT.length()) + EVENT).getBytes(US_ASCII);
      byte[] chunk = "1\r\n?\r\n".getBytes(US_ASCII);
      for (byte one : body) {
        chunk[3] = one;
        out.write(chunk);
      }
      out.write("0\r\n\r\n".getBytes(US_ASCII));
      out.flush();
      return new String(client.getInputStream().readNBytes(13), US_ASCII);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
