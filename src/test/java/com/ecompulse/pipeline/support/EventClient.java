package com.ecompulse.pipeline.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A shop's client: posts events, and waits for the answer. */
public final class EventClient {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI events;
  private final Duration patience;

  /**
   * @param application the application's public address
   */
  public EventClient(URI application) {
    this(application, ANSWER);
  }

  /**
   * @param application the application's public address
   * @param patience how long it waits for an answer
   */
  public EventClient(URI application, Duration patience) {
    this.events = application.resolve("/events");
    this.patience = patience;
  }

  /** Posts a body as JSON. */
  public HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(events)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .header("User-Agent", "shop/1.0")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Posts a body as JSON. */
  public HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return post(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Posts the events as one array. */
  public HttpResponse<String> post(List<byte[]> batch) throws IOException, InterruptedException {
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    for (byte[] event : batch) {
      array.write(array.size() == 0 ? '[' : ',');
      array.writeBytes(event);
    }
    array.write(']');
    return post(array.toByteArray());
  }
}
