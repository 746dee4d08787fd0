package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.ProxiedCluster;
import com.ecompulse.pipeline.support.TcpProxy;
import com.ecompulse.pipeline.support.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The front door is told to end while requests wait for Kafka. */
class ShutdownNativeIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int REQUESTS = 20;

  @Test
  void requestsInFlightAreAnsweredAndWhatIsAcceptedIsWritten() throws Exception {
    try (ProxiedCluster brokers = ProxiedCluster.start(3);
        PackagedApplication application =
            PackagedApplication.start(
                "shutdown",
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    brokers.bootstrapServers(),
                    "PIPELINE_TOPICS_PROVISION",
                    "true",
                    "PIPELINE_PROCESSOR_ENABLED",
                    "false"));
        TopicReader raw = TopicReader.fromNow(brokers.cluster().clients(), PipelineScene.RAW)) {
      // Given
      brokers.proxies().forEach(TcpProxy::fallSilent);
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, REQUESTS).mapToObj(i -> post(application)).toList();
      Metrics metrics = new Metrics(application.management());
      await().atMost(SOON).until(() -> metrics.sum("ecompulse_ingest_inflight") == REQUESTS);

      // When
      CompletableFuture<Integer> exitCode =
          CompletableFuture.supplyAsync(application::terminate, run -> new Thread(run).start());
      await().atMost(SOON).until(() -> !application.isReady());
      brokers.proxies().forEach(TcpProxy::heal);

      // Then
      assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(202));
      assertThat(raw.awaitRecords(REQUESTS, SOON)).hasSize(REQUESTS);
      assertThat(exitCode.join()).isEqualTo(143);
    }
  }

  private static CompletableFuture<Integer> post(PackagedApplication application) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new EventClient(application.http()).post("{}").statusCode();
          } catch (Exception unanswered) {
            throw new IllegalStateException(unanswered);
          }
        },
        request -> new Thread(request).start());
  }
}
