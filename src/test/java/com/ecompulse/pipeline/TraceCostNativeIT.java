package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.SpanSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What traces cost: the processor time of a process from the request to the commit. */
@Tag("extended")
@Tag("long")
class TraceCostNativeIT {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int WARM_UP = 300;
  private static final int BATCHES = Integer.getInteger("traces.batches", 700);
  private static final int BATCH = 100;

  /** Batches of all processes: an event that came again would cost less. */
  private static final AtomicLong SENT = new AtomicLong();

  @Test
  void tracesOfOneRequestInAHundredAreSentAndWhatTheyCostIsTold() throws Exception {
    try (SpanSink sink = SpanSink.start();
        KafkaCluster cluster = KafkaCluster.start(1)) {
      // When
      double off = cpuMicrosAnEvent(cluster, "off", Map.of());
      assertThat(sink.all()).isEmpty();
      double on = cpuMicrosAnEvent(cluster, "on", traces(sink, "0.01"));
      int spans = sink.all().size();
      double all = cpuMicrosAnEvent(cluster, "all", traces(sink, "1.0"));

      // Then
      System.out.printf(
          "processor time an event, batches of %d: off=%.1f us, one in a hundred=%.1f us (%.2f),"
              + " all=%.1f us (%.2f)%n",
          BATCH, off, on, on / off, all, all / off);
      assertThat(spans).isPositive();
    }
  }

  private static Map<String, String> traces(SpanSink sink, String share) {
    return Map.of(
        "QUARKUS_OTEL_SDK_DISABLED",
        "false",
        "QUARKUS_OTEL_TRACES_SAMPLER_ARG",
        share,
        "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
        "http/protobuf",
        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
        sink.address().toString());
  }

  private static double cpuMicrosAnEvent(
      KafkaCluster cluster, String name, Map<String, String> settings) throws Exception {
    try (PackagedApplication application =
        PackagedApplication.start(
            "traces-" + name, PackagedPipeline.onOneBroker(cluster, settings))) {
      Metrics metrics = new Metrics(application.management());
      post(application, metrics, WARM_UP);
      double before = metrics.sum("process_cpu_time_ns_total");
      post(application, metrics, BATCHES);
      double nanos = metrics.sum("process_cpu_time_ns_total") - before;
      return nanos / 1_000 / (BATCHES * BATCH);
    }
  }

  /** Posts and waits until all of it is processed. */
  private static void post(PackagedApplication application, Metrics metrics, int batches)
      throws Exception {
    EventClient client = new EventClient(application.http());
    List<byte[]> events = SampleEvents.valid(1, BATCH, Instant.now());
    double before = metrics.sum("ecompulse_events_consumed_total");
    for (int i = 0; i < batches; i++) {
      long batch = SENT.getAndIncrement();
      List<byte[]> own = events.stream().map(e -> SampleEvents.renumbered(e, batch)).toList();
      assertThat(client.post(own).statusCode()).isEqualTo(202);
    }
    await()
        .atMost(LONGEST)
        .until(
            () ->
                metrics.sum("ecompulse_events_consumed_total")
                    >= before + (double) batches * BATCH);
  }
}
