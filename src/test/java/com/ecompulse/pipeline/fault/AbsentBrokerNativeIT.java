package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.ProxiedBroker;
import com.ecompulse.pipeline.support.Traffic;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients post as fast as they can, into a small heap, while the broker is away. */
class AbsentBrokerNativeIT {
  private static final boolean LONG = Integer.getInteger("faults.rounds", 1) > 1;
  private static final Duration OUTAGE = Duration.ofSeconds(LONG ? 60 : 12);
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Duration ACK_TIMEOUT = Duration.ofSeconds(1);
  private static final int CLIENTS = 48;

  private ProxiedBroker broker;
  private PackagedApplication application;
  private Traffic traffic;

  @BeforeEach
  void start() {
    broker = ProxiedBroker.startWithTopics();
    application =
        PackagedApplication.start(
            "absent-broker",
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Xmx128m",
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "PIPELINE_INGEST_ACK_TIMEOUT",
                ACK_TIMEOUT.toSeconds() + "S"));
  }

  @AfterEach
  void stop() {
    traffic.close();
    application.close();
    broker.close();
  }

  @Test
  void aBrokerThatIsStoppedIsWaitedFor() throws Exception {
    survives(() -> broker.cluster().stopBroker(0), () -> broker.cluster().startBroker(0));
  }

  @Test
  void aBrokerThatNeverAnswersIsWaitedFor() throws Exception {
    survives(() -> broker.proxy().fallSilent(), () -> broker.proxy().heal());
  }

  private void survives(Runnable goes, Runnable comesBack) throws Exception {
    // Given
    traffic = Traffic.start(application.http(), "t", CLIENTS, 1_000_000);
    await().atMost(SOON).until(() -> traffic.accepted().size() > 5_000);
    long linesBefore = lines();

    // When
    goes.run();
    long gone = System.nanoTime();
    await("not ready").atMost(SOON).until(() -> !application.isReady());
    tell("not ready after", gone);
    await("alive").during(OUTAGE).atMost(OUTAGE.multipliedBy(2)).until(application::isAlive);
    tellHeap();
    System.out.printf("lines of log in the outage: %d%n", lines() - linesBefore);
    comesBack.run();
    long back = System.nanoTime();
    int before = traffic.accepted().size();
    await("taken again").atMost(SOON).until(() -> traffic.accepted().size() > before);
    tell("recovery: taken again after", back);
    application.awaitReady();
    tell("recovery: ready after", back);
    traffic.stop();

    // Then
    System.out.printf("answers=%s slowest=%s%n", traffic.answers(), traffic.slowestAnswer());
    Audit audit = new Audit(broker.cluster().clients());
    audit.awaitCaughtUp();
    tell("recovery: caught up after", back);
    audit.assertKept(traffic.accepted(), traffic.unanswered(), traffic.invalid());
    assertThat(traffic.answers().keySet()).allMatch(a -> a.matches("202|503 .* Retry-After=\\d+"));
    assertThat(traffic.slowestAnswer()).isLessThan(ACK_TIMEOUT.plusSeconds(4));
    assertThat(application.output())
        .content()
        .doesNotContain("OutOfMemoryError", "has been blocked", "ERROR");
  }

  private void tellHeap() throws Exception {
    System.out.printf(
        "memory MB: %.0f%n",
        new Metrics(application.management()).sum("jvm_memory_used_bytes") / 1024 / 1024);
  }

  private static void tell(String what, long since) {
    System.out.printf("%s %d ms%n", what, (System.nanoTime() - since) / 1_000_000);
  }

  private long lines() throws Exception {
    return Files.lines(application.output()).count();
  }
}
