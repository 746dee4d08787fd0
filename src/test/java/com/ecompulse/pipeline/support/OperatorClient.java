package com.ecompulse.pipeline.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** An operator at the dead letters of an application. */
public record OperatorClient(URI application, String token) {
  /** What the tests' applications are configured with. */
  public static final String TOKEN = "0123456789abcdef-of-the-tests";

  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One who knows the token. */
  public static OperatorClient of(URI application) {
    return new OperatorClient(application, TOKEN);
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** A get's answer as JSON; fails where it is not 200. */
  public JsonNode read(String path) {
    return json(get(path), 200);
  }

  /** Posts a replay; the headers come as name and value in turn. */
  public HttpResponse<String> replay(String body, String... headers) {
    HttpRequest.Builder request =
        request("/dead-letters/replays")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Posts a replay that must be accepted; gives its id. */
  public String accepted(String body, String... headers) {
    return json(replay(body, headers), 202).get("id").asText();
  }

  public JsonNode report(String id) {
    return read("/dead-letters/replays/" + id);
  }

  /** An answer's JSON; fails where it has not that status. */
  public static JsonNode json(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(application.resolve(path)).timeout(ANSWER);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while an answer was awaited", e);
    }
  }
}
