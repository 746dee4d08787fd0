package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.HttpCase;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PackagedPipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Any bytes for a body, any headers: an answer comes, it is no 500, and tells nothing of the code.
 */
@Tag("extended")
class FuzzNativeIT {
  private static final int ANSWER_MILLIS = 10_000;
  private static final List<HttpCase> TABLE =
      Stream.of(EventsTable.taken(), TopicsTable.taken())
          .flatMap(cases -> cases)
          .filter(row -> row.body().length > 0 && row.body().length < 10_000)
          .toList();

  private static KafkaCluster cluster;
  private static PackagedApplication application;

  @BeforeContainer
  static void start() {
    cluster = KafkaCluster.start(1);
    application =
        PackagedApplication.start(
            "fuzz",
            PackagedPipeline.onOneBroker(
                cluster,
                Map.of(
                    // So that what the headers claim is read.
                    "PIPELINE_INGEST_TRUSTED_PROXIES", "127.0.0.0/8",
                    "QUARKUS_HTTP_CORS_ORIGINS", "*")));
  }

  @AfterContainer
  static void stop() {
    if (application != null) {
      application.close();
    }
    cluster.close();
  }

  @AfterProperty
  void itStillTakesEvents() throws Exception {
    assertThat(new EventClient(application.http()).post("{}").statusCode()).isEqualTo(202);
  }

  @Property(tries = 500)
  void anyBytesAreAnswered(
      @ForAll("paths") String path, @ForAll("types") String type, @ForAll byte[] body)
      throws IOException {
    assertHarmless(send(path, "Content-Type: " + type + "\r\n", body));
  }

  @Property(tries = 500)
  void aGoodBodyWithSomeBytesChangedIsAnswered(@ForAll long seed) throws IOException {
    // Given
    Random random = new Random(seed);
    HttpCase good = TABLE.get(random.nextInt(TABLE.size()));
    byte[] body = good.body().clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    StringBuilder headers = new StringBuilder();
    good.headers().forEach((name, value) -> headers.append(name + ": " + value + "\r\n"));

    // When, Then
    assertHarmless(send(good.path(), headers.toString(), body));
  }

  @Property(tries = 500)
  void anyHeadersAreAnswered(
      @ForAll("paths") String path,
      @ForAll("types") String type,
      @ForAll("headers") List<String> headers)
      throws IOException {
    String head = "Content-Type: " + type + "\r\n" + String.join("", headers);
    assertHarmless(send(path, head, "{\"records\":[{\"value\":{}}]}".getBytes(UTF_8)));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(
        "/events",
        "/events/",
        "/events?writeKey=%zz",
        "/topics/ecommerce-events",
        "/topics/ecommerce-events-raw?writeKey=",
        "/topics/%00",
        "/topics/");
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "application/json",
            "application/x-ndjson",
            "text/plain;charset=UTF-8",
            "application/cloudevents+json",
            "application/cloudevents-batch+json",
            "application/vnd.kafka.json.v2+json",
            "application/vnd.kafka.binary.v2+json"),
        text());
  }

  @Provide
  Arbitrary<List<String>> headers() {
    Arbitrary<String> names =
        Arbitraries.of(
            "Accept",
            "Authorization",
            "Content-Encoding",
            "Cookie",
            "Forwarded",
            "Origin",
            "User-Agent",
            "X-Forwarded-For",
            "X-Write-Key",
            "ce-id",
            "ce-specversion",
            "ce-subject",
            "ce-time",
            "ce-type",
            "traceparent");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            text(),
            Arbitraries.of(
                "Basic Og==", "Basic =", "gzip", "1.0", "a,,b", "for=\"[::1\"", "%", "%ff"));
    return names
        .flatMap(name -> values.map(value -> name + ": " + value + "\r\n"))
        .list()
        .ofMaxSize(6);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withCharRange('\u00a0', '\u00ff')
        .ofMaxLength(40);
  }

  private static String send(String path, String headers, byte[] body) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(path, headers, body.length);
    try (Socket socket = new Socket("localhost", application.http().getPort())) {
      socket.setSoTimeout(ANSWER_MILLIS);
      OutputStream out = socket.getOutputStream();
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(head.getBytes(ISO_8859_1));
      request.writeBytes(body);
      out.write(request.toByteArray());
      return answer(socket.getInputStream());
    }
  }

  /** Until the server closes; it may do so before it has read all. */
  private static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        answer.write(next);
      }
    } catch (SocketException reset) {
      // What came before it counts.
    }
    return answer.toString(UTF_8);
  }

  private static void assertHarmless(String answer) {
    assertThat(answer)
        .matches("(?s)HTTP/1\\.1 [24]\\d\\d .*")
        .doesNotContain("Exception", "\tat ", "com.ecompulse", "io.vertx");
  }
}
