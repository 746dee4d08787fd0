package com.ecompulse.pipeline.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Scrapes the application as Prometheus does. */
public final class Metrics {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** As Prometheus asks; an upgrade to HTTP/2 on the way was once answered with a garbled body. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI metrics;

  /**
   * @param management the application's management address
   */
  public Metrics(URI management) {
    this.metrics = management.resolve("/q/metrics");
  }

  /** The meter's value, summed over its tags; 0 where it has none yet. */
  public double sum(String name) {
    return sum(scrape(), name);
  }

  /** The same of what one scrape told. */
  public static double sum(String scrape, String name) {
    return series(scrape, name)
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** How many values the meter has. */
  public long count(String name) {
    return series(scrape(), name).count();
  }

  /** The service's own meters and its consumers', a line each. */
  List<String> lines() {
    return scrape()
        .lines()
        .filter(line -> line.startsWith("ecompulse_") || line.startsWith("kafka_consumer_"))
        .filter(line -> !line.contains("_bucket"))
        .toList();
  }

  private static Stream<String> series(String scrape, String name) {
    return scrape
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"));
  }

  /** What one scrape tells. */
  public String scrape() {
    HttpRequest request =
        HttpRequest.newBuilder(metrics).header("Accept", "text/plain").timeout(ANSWER).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the application was asked", e);
    }
  }
}
