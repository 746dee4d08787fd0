package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.Journal;
import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.TcpProxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients post as fast as they can, into a heap of 128 MB, while all brokers are away. */
@Tag("extended")
class AbsentKafkaNativeIT extends ProxiedFaultScene {
  /** A client of ours says each thing that it can say of brokers that are away once a minute. */
  private static final long MOST_LINES = 60;

  private static final long MOST_BYTES = 60_000;

  private static final Duration OUTAGE = Duration.ofSeconds(ROUNDS > 2 ? 60 : 10);

  /** As in production. */
  @Override
  Map<String, String> environment() {
    return Map.of(
        "JAVA_TOOL_OPTIONS",
        "-Xmx128m",
        "MP_MESSAGING_OUTGOING_ENRICHED_OUT_TRANSACTION_TIMEOUT_MS",
        "180000");
  }

  @Test
  void brokersThatAreStoppedAreWaitedFor() {
    survives(
        () -> cluster.brokerIds().forEach(cluster::stopBroker),
        () -> cluster.brokerIds().forEach(cluster::startBroker));
  }

  @Test
  @Tag(LONG)
  void brokersThatNeverAnswerAreWaitedFor() {
    survives(
        () -> proxies().forEach(TcpProxy::fallSilent), () -> proxies().forEach(TcpProxy::heal));
  }

  private void survives(Runnable go, Runnable comeBack) {
    // Given
    PackagedApplication application = start("pod-0");
    Load load = load(Load.Plan.flatOut(seed.value()), application);
    load.awaitAccepted(5_000);
    long linesBefore = application.lines().count();
    long bytesBefore = bytes(application);

    // When
    go.run();
    long gone = System.nanoTime();
    awaitReadiness(false, application);
    tell("not ready", gone);
    await("alive and live")
        .during(OUTAGE)
        .atMost(SOON.plus(OUTAGE))
        .until(() -> application.isAlive() && application.isLive());
    Map<String, Integer> answers = load.journal().answers();
    tellMemory(application);
    long lines = application.lines().count() - linesBefore;
    long bytes = bytes(application) - bytesBefore;
    System.out.printf("log of the outage: %d lines, %d bytes%n", lines, bytes);
    comeBack.run();
    long back = System.nanoTime();
    load.awaitAccepted(1);
    tell("recovery: events accepted", back);
    awaitReadiness(true, application);
    tell("recovery: ready", back);
    Journal journal = load.stop();

    // Then
    Audit audit = new Audit(cluster.clients());
    audit.awaitCaughtUp();
    tell("recovery: caught up", back);
    audit.assertKept(journal);
    System.out.printf("answers=%s slowest=%s%n", journal.answers(), journal.slowest());
    assertThat(answers.keySet()).allMatch(a -> a.matches("202|503 \\S+ Retry-After=\\d+"));
    assertThat(lines).as("lines of log in the outage").isLessThan(MOST_LINES);
    assertThat(bytes).as("bytes of log in the outage").isLessThan(MOST_BYTES);
    assertThat(application.output())
        .content()
        .doesNotContain("OutOfMemoryError", "has been blocked", "ERROR");
  }

  private static void tellMemory(PackagedApplication application) {
    System.out.printf(
        "memory of the JVM: %.0f MB%n",
        new Metrics(application.management()).sum("jvm_memory_used_bytes") / 1024 / 1024);
  }

  private static long bytes(PackagedApplication application) {
    return application.output().toFile().length();
  }
}
