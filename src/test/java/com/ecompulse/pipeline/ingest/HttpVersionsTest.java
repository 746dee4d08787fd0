package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

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
import jakarta.inject.Inject;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever HTTP a client speaks, and however many requests it has for one connection. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
class HttpVersionsTest {
  private record Answer(int status, HttpVersion version, HttpConnection connection) {}

  @Inject WithoutBroker.MockRawOut rawOut;
  @Inject Vertx vertx;
  @TestHTTPResource URI http;

  @BeforeEach
  void acknowledgeAtOnce() {
    rawOut.acknowledging(true);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, false", "HTTP_2, true", "HTTP_2, false"})
  void eachIsSpokenAndAConnectionServesManyRequests(HttpVersion version, boolean byUpgrade)
      throws Exception {
    // Given
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(version)
            .setHttp2ClearTextUpgrade(byUpgrade)
            .setMaxPoolSize(1)
            .setHttp2MaxPoolSize(1);
    HttpClient client = vertx.createHttpClient(options);

    // When
    Answer first = post(client);
    Answer second = post(client);

    // Then
    assertThat(first.status()).isEqualTo(202);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.version()).isEqualTo(version);
    assertThat(second.connection()).isSameAs(first.connection());
    client.close();
  }

  private Answer post(HttpClient client) throws Exception {
    return client
        .request(HttpMethod.POST, http.getPort(), http.getHost(), "/events")
        .compose(HttpVersionsTest::send)
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  /** On the connection's event loop as a whole: a body that nobody awaits yet is lost. */
  private static Future<Answer> send(HttpClientRequest request) {
    return request
        .putHeader("Content-Type", "application/json")
        .send("{}")
        .compose(response -> response.body().map(body -> answer(response)));
  }

  private static Answer answer(HttpClientResponse response) {
    return new Answer(response.statusCode(), response.version(), response.request().connection());
  }
}
