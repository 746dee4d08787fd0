package com.ecompulse.pipeline.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A real Prometheus that scrapes one application each second and evaluates alert rules as often;
 * {@code prometheus} must be installed.
 */
public final class PrometheusProcess implements AutoCloseable {
  private static final Path OUTPUTS = Path.of("target", "prometheus");
  private static final int END_SECONDS = 30;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final Process process;

  private PrometheusProcess(URI application, String rules) throws IOException {
    Path directory = Files.createTempDirectory(Files.createDirectories(OUTPUTS), "run-");
    Files.writeString(directory.resolve("rules.yaml"), rules);
    Path config =
        Files.writeString(directory.resolve("prometheus.yaml"), config(application.getAuthority()));
    String listen = "127.0.0.1:" + Ports.free();
    address = URI.create("http://" + listen);
    process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=" + listen)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    // For a test run that is itself ended before it closes this.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * Starts it, and returns at once.
   *
   * @param management the application's management address
   * @param rules the text of a rule file
   */
  public static PrometheusProcess start(URI management, String rules) {
    try {
      return new PrometheusProcess(management, rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it has loaded all and scraped the application. */
  public boolean hasScraped() {
    try {
      return !query("up == 1").isEmpty();
    } catch (UncheckedIOException notYetThere) {
      return false;
    }
  }

  /** The values that a query has now; fails with what Prometheus says of a wrong one. */
  public JsonNode query(String query) {
    JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(query + ": " + answer);
    }
    return answer.get("data").get("result");
  }

  /** The names of the alerts that fire now. */
  public Set<String> firing() {
    Set<String> names = new TreeSet<>();
    for (JsonNode alert : get("/api/v1/alerts").get("data").get("alerts")) {
      if (alert.get("state").asText().equals("firing")) {
        names.add(alert.get("labels").get("alertname").asText());
      }
    }
    return names;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join();
  }

  private JsonNode get(String path) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Prometheus was asked", e);
    }
  }

  private static String config(String application) {
    return """
    global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
    rule_files: [rules.yaml]
    scrape_configs:
      - job_name: ecompulse-pipeline
        metrics_path: /q/metrics
        static_configs: [{targets: ['%s']}]
    """
        .formatted(application);
  }
}
