package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.SpanSink;
import com.ecompulse.pipeline.support.SpanSink.ExportedSpan;
import com.ecompulse.pipeline.support.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Where traces are on, one leads from the client's request to the enriched event. */
class TracesNativeIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CLIENTS_SPAN = "b7ad6b7169203331";

  @Test
  void aClientsTraceGoesOnThroughTheRawRecordToTheEnrichedOne() throws Exception {
    try (SpanSink sink = SpanSink.start();
        KafkaCluster cluster = KafkaCluster.start(1);
        PackagedApplication application = start(cluster, sink);
        TopicReader raw = TopicReader.fromNow(cluster.clients(), PipelineContract.RAW);
        TopicReader enriched = TopicReader.fromNow(cluster.clients(), PipelineContract.ENRICHED)) {
      // Given
      String sampled = "0af7651916cd43dd8448eb211c80319c";
      String notSampled = "4bf92f3577b34da6a3ce929d0e0e4736";

      // When
      post(application, "00-%s-%s-00".formatted(notSampled, CLIENTS_SPAN));
      post(application, "00-%s-%s-01".formatted(sampled, CLIENTS_SPAN));

      // Then
      String[] rawParents = traceParents(raw, notSampled, sampled);
      String[] parents = traceParents(enriched, notSampled, sampled);
      await().atMost(SOON).until(() -> sink.of(sampled).size() >= 2);
      ExportedSpan request = child(sink.of(sampled), CLIENTS_SPAN);
      ExportedSpan process = child(sink.of(sampled), request.spanId());
      assertThat(request.name()).isEqualTo("POST /events");
      assertThat(request.attributes())
          .containsKeys("url.query", "client.address", "user_agent.original")
          .doesNotContainValue("writeKey=s3cr3t")
          .doesNotContainValue("203.0.113.7")
          .doesNotContainValue("shop-app/1");
      assertThat(process.name()).isEqualTo("process " + PipelineContract.RAW);
      assertThat(rawParents[1]).isEqualTo("00-%s-%s-01".formatted(sampled, request.spanId()));
      assertThat(parents[1]).isEqualTo("00-%s-%s-01".formatted(sampled, process.spanId()));
      assertThat(parents[0])
          .isEqualTo(rawParents[0])
          .startsWith("00-" + notSampled)
          .endsWith("-00");
      assertThat(sink.of(notSampled)).isEmpty();
    }
  }

  private static PackagedApplication start(KafkaCluster cluster, SpanSink sink) {
    return PackagedApplication.start(
        "traces",
        PackagedPipeline.onOneBroker(
            cluster,
            Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", sink.address().toString(),
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200MS")));
  }

  private static void post(PackagedApplication application, String traceParent) throws Exception {
    URI events = application.http().resolve("/events?writeKey=s3cr3t");
    HttpRequest request =
        HttpRequest.newBuilder(events)
            .header("Content-Type", "application/json")
            .header("traceparent", traceParent)
            .header("User-Agent", "shop-app/1")
            .header("X-Forwarded-For", "203.0.113.7")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    SampleEvents.valid(traceParent.hashCode(), 1, Instant.now()).get(0)))
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(202);
  }

  /** What the two records say, in the order of these traces. */
  private static String[] traceParents(TopicReader topic, String... traceIds) {
    List<String> found =
        topic.awaitRecords(2, SOON).stream().map(TracesNativeIT::traceParent).toList();
    return List.of(traceIds).stream()
        .map(id -> found.stream().filter(p -> p.contains(id)).findFirst().orElseThrow())
        .toArray(String[]::new);
  }

  private static String traceParent(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.headers().lastHeader("traceparent").value(), UTF_8);
  }

  private static ExportedSpan child(List<ExportedSpan> spans, String parentId) {
    return spans.stream()
        .filter(span -> span.parentId().equals(parentId))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no child of " + parentId + " in " + spans));
  }
}
