package com.ecompulse.pipeline.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One row of a contract's table: a request, and its answer.
 *
 * @param name what is special about it
 * @param path such as {@code /events}
 * @param headers of the request
 * @param body of the request
 * @param status of the answer
 * @param says what the answer's body holds
 * @param records what it leaves in the raw topic, in order: JSON, or any text
 */
public record HttpCase(
    String name,
    String path,
    Map<String, String> headers,
    byte[] body,
    int status,
    String says,
    List<String> records) {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** A post that leaves nothing behind, as far as is known yet. */
  public static HttpCase post(String path, String name, String contentType, String body) {
    return new HttpCase(
        name, path, Map.of("Content-Type", contentType), body.getBytes(UTF_8), 0, "", List.of());
  }

  public HttpCase header(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpCase(name, path, more, body, status, says, records);
  }

  public HttpCase without(String header) {
    Map<String, String> fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new HttpCase(name, path, fewer, body, status, says, records);
  }

  public HttpCase body(byte[] other) {
    return new HttpCase(name, path, headers, other, status, says, records);
  }

  public HttpCase gzipped() {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return body(zipped.toByteArray()).header("Content-Encoding", "gzip");
  }

  /** Is answered so. */
  public HttpCase answers(int expected, String text) {
    return new HttpCase(name, path, headers, body, expected, text, records);
  }

  /** Leaves these records. */
  public HttpCase leaves(String... expected) {
    return new HttpCase(name, path, headers, body, status, says, List.of(expected));
  }

  /** Sends it to the application there. */
  public HttpResponse<String> sendTo(URI application) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(application.resolve(path))
            .timeout(ANSWER)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public String toString() {
    return path + " " + headers.getOrDefault("Content-Type", "-") + ": " + name;
  }
}
