package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.ProxiedCluster;
import com.ecompulse.pipeline.support.TcpProxy;
import com.ecompulse.pipeline.support.TopicReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The front door is told to end while requests wait for Kafka. */
class ShutdownNativeIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int REQUESTS = 20;

  private ProxiedCluster brokers;
  private PackagedApplication application;
  private TopicReader raw;

  @BeforeEach
  void start() {
    brokers = ProxiedCluster.start(3);
    application =
        PackagedApplication.start(
            "shutdown",
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", brokers.bootstrapServers(),
                "PIPELINE_TOPICS_PROVISION", "true",
                "PIPELINE_PROCESSOR_ENABLED", "false",
                // Longer than it takes to see what others are answered meanwhile.
                "PIPELINE_INGEST_ACK_TIMEOUT", "50S",
                "QUARKUS_SHUTDOWN_TIMEOUT", "55S"));
    raw = TopicReader.fromNow(brokers.cluster().clients(), PipelineScene.RAW);
  }

  @AfterEach
  void stop() {
    if (raw != null) {
      raw.close();
    }
    if (application != null) {
      application.close();
    }
    brokers.close();
  }

  @Test
  void requestsInFlightAreAnsweredAndWhatIsAcceptedIsWrittenAndOthersAreToldToComeBack()
      throws Exception {
    // Given
    brokers.proxies().forEach(TcpProxy::fallSilent);
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, REQUESTS).mapToObj(i -> inBackground(this::post)).toList();
    Metrics metrics = new Metrics(application.management());
    await().atMost(SOON).until(() -> metrics.sum("ecompulse_ingest_inflight") == REQUESTS);

    // When
    CompletableFuture<Integer> exitCode = inBackground(application::terminate);

    // Then
    await().atMost(SOON).until(application::isNotReady);
    await().atMost(SOON).until(() -> postNothing("/events").statusCode() == 503);
    assertThat(application.isNotReady()).isTrue();
    assertComeBackLater(postNothing("/events"), "\"code\":\"shutting-down\"");
    assertComeBackLater(postNothing("/topics/ecommerce-events"), "\"error_code\":50302");
    brokers.proxies().forEach(TcpProxy::heal);
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(202));
    assertThat(raw.awaitRecords(REQUESTS, SOON)).hasSize(REQUESTS);
    assertThat(exitCode.join()).isEqualTo(143);
  }

  private int post() throws Exception {
    return new EventClient(application.http()).post("{}").statusCode();
  }

  /** What a process that works would answer 400. */
  private HttpResponse<String> postNothing(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(application.http().resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(" "))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static void assertComeBackLater(HttpResponse<String> answer, String says) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(answer.headers().firstValue("Connection")).hasValue("close");
    assertThat(answer.body()).contains(says);
  }

  private static <T> CompletableFuture<T> inBackground(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            })
        .start();
    return result;
  }
}
