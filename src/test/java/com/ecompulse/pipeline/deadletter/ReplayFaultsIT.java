package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each letter is replayed once, whatever breaks in the middle. */
@Tag("extended")
class ReplayFaultsIT {
  private static final int LETTERS = 2_000;
  private static final Duration SOON = Duration.ofSeconds(120);

  private KafkaCluster cluster;
  private PackagedApplication application;
  private OperatorClient operator;

  /** The order for all of them; those that they become when they fail again are later. */
  private String all;

  @BeforeEach
  void start() {
    cluster = KafkaCluster.start(1);
    application = start("first");
    operator = OperatorClient.of(application.http());
    try (Producer<byte[], byte[]> producer = cluster.clients().producer()) {
      for (int i = 0; i < LETTERS; i++) {
        producer.send(LetterRecords.invalid("u", "{\"user_id\":\"u\"}".getBytes(UTF_8)));
      }
    }
    all = "{\"filter\":{\"to\":\"%s\"}}".formatted(Instant.now().plusMillis(1));
  }

  @AfterEach
  void stop() {
    application.close();
    cluster.close();
  }

  @Test
  void aBrokerThatRestartsNeitherLosesNorDoublesAReplay() {
    // Given
    String replay = operator.accepted(all);
    awaitMidway(operator, replay);

    // When
    cluster.stopBroker(0);
    cluster.startBroker(0);

    // Then
    awaitDone(operator, replay);
    assertThatEachIsReplayedOnce();
  }

  @Test
  void aProcessThatIsKilledGoesOnAfterItsRestart() {
    // Given
    String replay = operator.accepted(all);
    awaitMidway(operator, replay);

    // When
    application.kill();
    application = start("second");

    // Then
    awaitDone(OperatorClient.of(application.http()), replay);
    assertThatEachIsReplayedOnce();
  }

  @Test
  void anotherProcessGoesOnForOneThatIsFrozenWhichDoesNothingMoreWhenItIsBack() {
    // Given
    try (PackagedApplication other = start("other")) {
      String replay = operator.accepted(all);
      awaitMidway(operator, replay);

      // When
      application.pause();

      // Then
      awaitDone(OperatorClient.of(other.http()), replay);
      application.resume();
      awaitDone(operator, replay);
      assertThatEachIsReplayedOnce();
    }
  }

  /** It owned the replays, and has not heard that it was fenced off. */
  @Test
  void aProcessThatReplayedBeforeGoesOnForTheOneThatTookOverAndIsGone() {
    // Given
    try (PackagedApplication other = start("other")) {
      OperatorClient another = OperatorClient.of(other.http());
      String first = another.accepted("{\"letters\":[{\"partition\":0,\"offset\":0}]}");
      await().atMost(SOON).until(() -> another.report(first).get("state").asText(), "done"::equals);
      String replay = operator.accepted(all);
      awaitMidway(operator, replay);

      // When
      application.kill();

      // Then
      awaitDone(another, replay);
      assertThatEachIsReplayedOnce();
    }
  }

  @Test
  void twoProcessesThatAreAskedForTheSameLettersReplayEachOnce() {
    // Given
    try (PackagedApplication other = start("other")) {
      OperatorClient another = OperatorClient.of(other.http());

      // When
      String one = operator.accepted(all);
      String two = another.accepted(all);
      String three = operator.accepted(all);

      // Then
      List.of(one, two, three).forEach(replay -> awaitDone(operator, replay));
      assertThatEachIsReplayedOnce();
    }
  }

  private PackagedApplication start(String name) {
    Map<String, String> environment = WithOperators.environment(cluster);
    environment.put("PIPELINE_DEAD_LETTERS_REPLAYS_PER_SECOND", "250");
    return PackagedApplication.start("replays-" + name, environment);
  }

  private static void awaitMidway(OperatorClient operator, String replay) {
    await()
        .atMost(SOON)
        .until(() -> operator.report(replay).get("replayed").asLong(), done -> done > 100);
    assertThat(operator.report(replay).get("state").asText()).isEqualTo("running");
  }

  private static void awaitDone(OperatorClient operator, String replay) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(operator.report(replay).get("state").asText()).isEqualTo("done");
              assertThat(operator.report(replay).get("total").asInt()).isEqualTo(LETTERS);
            });
  }

  private void assertThatEachIsReplayedOnce() {
    try (TopicReader raw = TopicReader.fromBeginning(cluster.clients(), "ecommerce-events-raw")) {
      assertThat(raw.drain())
          .extracting(record -> RawHeaders.text(record.headers(), "replay-of"))
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, LETTERS).mapToObj(i -> "0-" + i).toList());
    }
  }
}
