package com.ecompulse.pipeline.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks the application as Kubernetes' probes do. */
public final class Health {
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final URI management;

  /**
   * @param management the application's management address
   */
  public Health(URI management) {
    this.management = management;
  }

  /** Whether it takes work. */
  public boolean isReady() {
    return isUp("ready");
  }

  /** Whether it says itself that it takes none: no answer is not one. */
  public boolean isNotReady() {
    return answer("ready").filter(answer -> answer.statusCode() == 503).isPresent();
  }

  /** Whether it need not be started anew. */
  public boolean isLive() {
    return isUp("live");
  }

  /** Whether its start is over. */
  public boolean isStarted() {
    return isUp("started");
  }

  /** Everything that it says of itself; nothing where it does not answer. */
  public String told() {
    return answer("").map(HttpResponse::body).orElse("");
  }

  private boolean isUp(String probe) {
    return answer(probe).filter(answer -> answer.statusCode() == 200).isPresent();
  }

  private Optional<HttpResponse<String>> answer(String probe) {
    HttpRequest request =
        HttpRequest.newBuilder(management.resolve("/q/health/" + probe)).timeout(ANSWER).build();
    try {
      return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException notThere) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the application was asked", e);
    }
  }
}
