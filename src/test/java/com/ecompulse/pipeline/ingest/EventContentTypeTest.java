package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.ingest.WithoutBroker.MockRawOut;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body may say of itself. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
class EventContentTypeTest {
  @Inject MockRawOut rawOut;

  @BeforeEach
  void acknowledgeAtOnce() {
    rawOut.acknowledging(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "application/xml",
        "application/json; charset=iso-8859-1",
        "application/json; charset=klingon"
      })
  void aContentTypeThatCannotBeReadIs415(String contentType) throws Exception {
    // When
    HttpResponse<String> answer = postAs(contentType);

    // Then
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void aBodyWithoutAContentTypeIs415() throws Exception {
    // When
    HttpResponse<String> answer = send(HttpRequest.newBuilder());

    // Then
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
        "application/json; charset=UTF8",
        "APPLICATION/JSON"
      })
  void utf8MayBeNamed(String contentType) throws Exception {
    // When
    HttpResponse<String> answer = postAs(contentType);

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
  }

  /** REST Assured changes content types; this client sends what it is told. */
  private static HttpResponse<String> postAs(String contentType) throws Exception {
    return send(HttpRequest.newBuilder().header("Content-Type", contentType));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            request
                .uri(URI.create("http://localhost:" + RestAssured.port + "/events"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
