package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever HTTP a client speaks, and however many requests it has for one connection. */
@QuarkusTest
@TestProfile(HttpVersionsTest.Hasty.class)
class HttpVersionsTest {
  /** A front door that waits for a body hardly at all. */
  public static class Hasty extends WithoutBroker {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("pipeline.ingest.body-timeout", "2S");
      return overrides;
    }
  }

  private record Answer(int status, HttpVersion version, HttpConnection connection) {}

  @Inject WithoutBroker.MockRawOut rawOut;
  @Inject BodyIntake intake;
  @Inject MeterRegistry registry;
  @Inject Vertx vertx;
  @TestHTTPResource URI http;
  private final List<Throwable> cutOff = new CopyOnWriteArrayList<>();

  @BeforeEach
  void acknowledgeAtOnce() {
    rawOut.acknowledging(true);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, false", "HTTP_2, true", "HTTP_2, false"})
  void eachIsSpokenAndAConnectionServesManyRequests(HttpVersion version, boolean byUpgrade)
      throws Exception {
    // Given
    HttpClient client = clientOfOneConnection(version, byUpgrade);

    // When
    Answer first = get(post(client));
    Answer second = get(post(client));

    // Then
    assertThat(first.status()).isEqualTo(202);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.version()).isEqualTo(version);
    assertThat(second.connection()).isSameAs(first.connection());
    client.close();
  }

  @Test
  void aSlowBodyEndsItsStreamAloneAndNotTheConnectionOfOthers() throws Exception {
    // Given
    MockProducer<byte[], byte[]> kafka = rawOut.acknowledging(false);
    HttpClient client = clientOfOneConnection(HttpVersion.HTTP_2, false);
    Future<Answer> slow = begin(client, 10);
    Future<Answer> other = post(client);
    await().untilAsserted(() -> assertThat(kafka.history()).hasSize(1));

    // When
    Answer tooSlow = get(slow);
    kafka.completeNext();

    // Then
    assertThat(tooSlow.status()).isEqualTo(408);
    assertThat(get(other).status()).isEqualTo(202);
    assertThat(get(other).connection()).isSameAs(tooSlow.connection());
    assertTheStreamIsReset();
    client.close();
  }

  @Test
  void aBodyThatIsFarTooLargeIsToldSoAndTheConnectionServesOn() throws Exception {
    // Given
    HttpClient client = clientOfOneConnection(HttpVersion.HTTP_2, false);

    // When
    Answer tooLarge = get(begin(client, 70_000_000));

    // Then
    assertThat(tooLarge.status()).isEqualTo(413);
    Answer next = get(post(client));
    assertThat(next.status()).isEqualTo(202);
    assertThat(next.connection()).isSameAs(tooLarge.connection());
    assertTheStreamIsReset();
    client.close();
  }

  @Test
  void aClientThatTakesItsBodyBackIsNotCountedAsRefused() throws Exception {
    // Given
    double refusals = Refusals.countedIn(registry);
    HttpClient client = clientOfOneConnection(HttpVersion.HTTP_2, false);
    HttpClientRequest begun = get(request(client));
    begun.putHeader("Content-Length", "10").write("{");
    await().untilAsserted(() -> assertThat(intake.readingBytes()).isEqualTo(1));

    // When
    begun.reset();

    // Then
    await().untilAsserted(() -> assertThat(intake.readingBytes()).isZero());
    assertThat(Refusals.countedIn(registry)).isEqualTo(refusals);
    client.close();
  }

  private void assertTheStreamIsReset() {
    await()
        .untilAsserted(
            () -> assertThat(cutOff).singleElement().isInstanceOf(StreamResetException.class));
  }

  private HttpClient clientOfOneConnection(HttpVersion version, boolean byUpgrade) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setProtocolVersion(version)
            .setHttp2ClearTextUpgrade(byUpgrade)
            .setMaxPoolSize(1)
            .setHttp2MaxPoolSize(1));
  }

  private Future<Answer> post(HttpClient client) {
    return request(client).compose(request -> answer(request.send("{}")));
  }

  /** Announces a body of so many bytes, and sends the first. */
  private Future<Answer> begin(HttpClient client, int bytes) {
    return request(client)
        .compose(
            request -> {
              request.exceptionHandler(cutOff::add);
              request.putHeader("Content-Length", "" + bytes).write("{");
              return answer(request.response());
            });
  }

  private Future<HttpClientRequest> request(HttpClient client) {
    return client
        .request(HttpMethod.POST, http.getPort(), http.getHost(), "/events")
        .map(request -> request.putHeader("Content-Type", "application/json"));
  }

  /** On the connection's event loop as a whole: a body that nobody awaits yet is lost. */
  private static Future<Answer> answer(Future<HttpClientResponse> response) {
    return response.compose(
        come ->
            come.body()
                .map(
                    body ->
                        new Answer(
                            come.statusCode(), come.version(), come.request().connection())));
  }

  private static <T> T get(Future<T> answer) throws Exception {
    return answer.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
