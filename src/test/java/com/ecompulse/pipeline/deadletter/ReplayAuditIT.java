package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import com.ecompulse.pipeline.support.LogLines;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.topics.TopicSpec;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who replayed what stands in the log, and no replay is faster than it may be. */
@QuarkusTest
@TestProfile(ReplayAuditIT.Slowly.class)
@QuarkusTestResource(KafkaClusterResource.class)
@Tag("extended")
class ReplayAuditIT {

  /** Two letters a second. */
  public static class Slowly extends WithOperators {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
      settings.put("pipeline.dead-letters.replays-per-second", "2");
      return settings;
    }
  }

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int LETTERS = 5;

  private LogLines log;
  KafkaCluster cluster;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void listen() {
    log = LogLines.of(ReplayOwner.class);
  }

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  @Test
  void aReplayIsToldInOneLineAndKeepsToItsRate() throws Exception {
    // Given
    URI http = URI.create("http://localhost:" + port);
    TopicReader letters = TopicReader.fromNow(cluster.clients(), TopicSpec.DEAD_LETTERS);
    byte[] invalid = "{\"user_id\":\"audited\"}".getBytes(StandardCharsets.UTF_8);
    new EventClient(http).post(Collections.nCopies(LETTERS, invalid));
    letters.awaitRecords(LETTERS, SOON);
    TopicReader raw = TopicReader.fromNow(cluster.clients(), TopicSpec.RAW);

    // When
    String id =
        OperatorClient.of(http)
            .accepted("{\"filter\":{\"user_id\":\"audited\"}}", "X-Operator", "mallory");

    // Then
    LongSummaryStatistics written =
        raw.awaitRecords(LETTERS, SOON).stream()
            .mapToLong(ConsumerRecord::timestamp)
            .summaryStatistics();
    await().atMost(SOON).until(() -> !log.lines().isEmpty());
    assertThat(log.lines())
        .singleElement()
        .asString()
        .isEqualTo(
            "INFO dead letters replayed: id="
                + id
                + " by=mallory what=filter total=5 replayed=5 skipped=0 failed=0");
    assertThat(written.getMax() - written.getMin()).isGreaterThanOrEqualTo(1_900);
    letters.close();
    raw.close();
  }
}
