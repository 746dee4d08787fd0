package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.Channels;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the managed clients were really made with, whatever SmallRye puts over it. */
@QuarkusTest
@QuarkusTestResource(KafkaClusterResource.class)
class KafkaClientsIT {
  private static final Map<String, String> PRODUCER =
      Map.of(
          "acks", "all",
          "enable.idempotence", "true",
          "batch.size", "16384",
          "linger.ms", "5",
          "compression.type", "snappy",
          "max.in.flight.requests.per.connection", "5",
          "delivery.timeout.ms", "120000");

  @Inject KafkaClientService clients;

  @Test
  void theFrontDoorsProducerLosesNothing() {
    assertThat(configuration(clients.getProducer(Channels.RAW_OUT).configuration()))
        .containsAllEntriesOf(PRODUCER)
        .doesNotContainKey("transactional.id");
  }

  @Test
  void theProcessorsProducerIsTransactional() {
    assertThat(configuration(clients.getProducer(Channels.ENRICHED_OUT).configuration()))
        .containsAllEntriesOf(PRODUCER)
        .containsEntry("retry.backoff.ms", "10")
        .hasEntrySatisfying(
            "transactional.id", id -> assertThat(id).startsWith("ecompulse-").doesNotContain("$"));
  }

  @Test
  void theConsumerReadsWhatIsCommittedAndCommitsNothingItself() {
    assertThat(configuration(clients.getConsumer(Channels.RAW_IN).configuration()))
        .containsAllEntriesOf(
            Map.of(
                "group.id", "ecompulse-processors",
                "enable.auto.commit", "false",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "session.timeout.ms", "30000",
                "heartbeat.interval.ms", "3000",
                "max.poll.interval.ms", "300000",
                "max.partition.fetch.bytes", "1048576",
                "partition.assignment.strategy",
                    "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"));
  }

  @Test
  void noneTellsTheBrokersItsNumbers() {
    assertThat(ofAll())
        .allSatisfy(settings -> assertThat(settings).containsEntry("enable.metrics.push", "false"));
  }

  @Test
  void theOperatingSystemSizesTheirBuffers() {
    assertThat(ofAll())
        .allSatisfy(
            settings ->
                assertThat(settings)
                    .containsEntry("send.buffer.bytes", "-1")
                    .containsEntry("receive.buffer.bytes", "-1"));
  }

  @Test
  void aFetchIsAnsweredForEnoughEventsOrSoon() {
    assertThat(configuration(clients.getConsumer(Channels.RAW_IN).configuration()))
        .containsEntry("fetch.min.bytes", "65536")
        .containsEntry("fetch.max.wait.ms", "20");
  }

  private List<Map<String, String>> ofAll() {
    return List.of(
        configuration(clients.getProducer(Channels.RAW_OUT).configuration()),
        configuration(clients.getProducer(Channels.ENRICHED_OUT).configuration()),
        configuration(clients.getConsumer(Channels.RAW_IN).configuration()));
  }

  private static Map<String, String> configuration(Map<String, ?> settings) {
    Map<String, String> texts = new TreeMap<>();
    settings.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }
}
