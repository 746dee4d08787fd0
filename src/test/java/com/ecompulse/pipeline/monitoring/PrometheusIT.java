package com.ecompulse.pipeline.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.PrometheusProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real Prometheus scrapes the packaged application, answers the dashboard's queries, and fires
 * the alerts. Its rules are those of {@code rules.yaml}, hurried: every {@code for} is a second,
 * and every window of minutes is 15 s; the thresholds stand. The times themselves are tried by
 * {@code promtool} ({@link PromtoolIT}).
 */
@Tag("monitoring")
class PrometheusIT {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final String ENRICHED = "ecommerce-events-enriched";

  private static KafkaCluster cluster;
  private static PackagedApplication application;
  private static PrometheusProcess prometheus;

  private final EventClient client = new EventClient(application.http());
  private int posted;

  @BeforeAll
  static void start() {
    cluster = KafkaCluster.start(1);
    application =
        PackagedApplication.launch(
            "monitoring",
            PackagedPipeline.onOneBroker(cluster, Map.of()),
            // What Kafka does not take fails after 5 s rather than two minutes.
            Map.of(
                "pipeline.ingest.ack-timeout", "3S",
                "mp.messaging.outgoing.raw-out.delivery.timeout.ms", "5000",
                "mp.messaging.outgoing.raw-out.request.timeout.ms", "3000"));
    application.awaitReady();
    prometheus = PrometheusProcess.start(application.management(), hurried());
    await().atMost(SOON).until(prometheus::hasScraped);
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (application != null) {
      application.close();
    }
    cluster.close();
  }

  @BeforeEach
  void allIsWell() {
    application.awaitReady();
    await("no alert").atMost(SOON).until(() -> posted(0) && prometheus.firing().isEmpty());
  }

  @Test
  void theDashboardsQueriesHaveResults() {
    assertThat(Dashboard.curves())
        .allSatisfy(
            curve ->
                await(curve.panel() + ": " + curve.sent())
                    .atMost(SOON)
                    .until(
                        () ->
                            posted(0.2)
                                && (!prometheus.query(curve.sent()).isEmpty()
                                    || curve.mayBeEmpty())));
  }

  @Test
  void badEventsFireTheErrorRate() {
    await()
        .atMost(SOON)
        .until(() -> posted(0.1) && prometheus.firing().contains("EcompulseErrorRate"));
  }

  @Test
  void eventsThatWaitFireTheLag() {
    // When
    cluster.deleteTopics(List.of(ENRICHED)); // made again at the next look, within a minute

    // Then
    await()
        .atMost(SOON)
        .until(() -> posted(0) && prometheus.firing().contains("EcompulseConsumerLag"));
  }

  @Test
  void aStoppedBrokerFiresTheSendFailures() {
    // When
    cluster.stopBroker(0);
    try {
      await()
          .atMost(SOON)
          .until(() -> posted(0) && prometheus.firing().contains("EcompulseSendFailures"));
    } finally {
      cluster.startBroker(0);
    }
  }

  /** Posts 100 events of which that share is broken, whatever the answer. */
  private boolean posted(double broken) throws Exception {
    client.post(
        SampleEvents.mixed(posted++, 100, broken, Instant.now()).stream()
            .filter(sample -> !"not-json".equals(sample.expectedTag()))
            .map(SampleEvents.Sample::value)
            .toList());
    return true;
  }

  private static String hurried() {
    return AlertRules.text("rules.yaml")
        .replaceAll("(?m)^( +for): \\d+[mh]$", "$1: 1s")
        .replaceAll("\\[\\d+m]", "[15s]");
  }
}
