package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.Diagnosis;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.guarantee.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three brokers, processes of the packaged application, and a load on them. */
abstract class FaultScene {
  /** How often a test does its worst: {@code -Dfaults.rounds}. */
  static final int ROUNDS = Integer.getInteger("faults.rounds", 2);

  /** Left out of the short form. */
  static final String LONG = "long";

  static final Duration SOON = Duration.ofSeconds(120);

  final Seed seed = Seed.announced();
  final Random random = seed.random();
  KafkaCluster cluster;
  private final List<PackagedApplication> started = new ArrayList<>();
  private Load load;

  /** Before the processes are ended. */
  @RegisterExtension
  final AfterTestExecutionCallback diagnosis =
      context -> context.getExecutionException().ifPresent(failure -> tellAll());

  @BeforeEach
  void startBrokers() {
    cluster = startCluster();
  }

  @AfterEach
  void stopAll() {
    if (load != null) {
      load.close();
    }
    started.forEach(PackagedApplication::close);
    stopCluster();
  }

  KafkaCluster startCluster() {
    return KafkaCluster.start(3);
  }

  void stopCluster() {
    cluster.close();
  }

  String bootstrapServers() {
    return cluster.bootstrapServers();
  }

  /** What a test wants otherwise than {@link #launch} sets it. */
  Map<String, String> environment() {
    return Map.of();
  }

  PackagedApplication start(String instanceId) {
    PackagedApplication application = launch(instanceId);
    application.awaitReady();
    return application;
  }

  /** Starts a process and does not wait for it. */
  PackagedApplication launch(String instanceId) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
    environment.put("PIPELINE_INSTANCE_ID", instanceId);
    environment.put("PIPELINE_TOPICS_PROVISION", "true");
    // A member that is killed or frozen is missed after 4 s instead of 30,
    environment.put("MP_MESSAGING_INCOMING_RAW_IN_SESSION_TIMEOUT_MS", "4000");
    environment.put("MP_MESSAGING_INCOMING_RAW_IN_HEARTBEAT_INTERVAL_MS", "1000");
    // what it left open is aborted after 6 s instead of 180,
    environment.put("MP_MESSAGING_OUTGOING_ENRICHED_OUT_TRANSACTION_TIMEOUT_MS", "6000");
    // and a post that Kafka does not acknowledge is answered after 3 s instead of 10.
    environment.put("PIPELINE_INGEST_ACK_TIMEOUT", "3S");
    environment.putAll(environment());
    return kept(PackagedApplication.launch("fault-" + instanceId, environment, Map.of()));
  }

  /** As under a supervisor: what ends itself meanwhile is started again, at its old address. */
  PackagedApplication awaitReadyAgain(PackagedApplication application) {
    await("ready, or ended")
        .atMost(SOON)
        .until(() -> application.isReady() || !application.isAlive());
    if (application.isAlive()) {
      return application;
    }
    assertThat(application.exitCode()).isEqualTo(1);
    PackagedApplication again = kept(application.again());
    again.awaitReady();
    return again;
  }

  Load load(PackagedApplication... applications) {
    return load(Load.Plan.steady(seed.value()), applications);
  }

  Load load(Load.Plan plan, PackagedApplication... applications) {
    load = Load.start(plan, applications);
    return load;
  }

  /** A moment at random, while the load goes on. */
  void aMomentLater() {
    load.awaitAccepted(100 + random.nextInt(800));
  }

  static void awaitLiveness(boolean live, PackagedApplication application) {
    await("live: " + live).atMost(SOON).until(() -> application.isLive() == live);
  }

  static void awaitReadiness(boolean ready, PackagedApplication application) {
    await("ready: " + ready)
        .atMost(SOON)
        .until(ready ? application::isReady : application::isNotReady);
  }

  void assertKept() {
    new Audit(cluster.clients()).assertKept(load.stop());
  }

  /** How often this member of the group has got a new assignment. */
  static long rebalances(PackagedApplication application) {
    return application.lines().filter(line -> line.contains("partitions assigned")).count();
  }

  static void tell(String what, long sinceNanos) {
    System.out.printf("%s after %d ms%n", what, (System.nanoTime() - sinceNanos) / 1_000_000);
  }

  private void tellAll() {
    Diagnosis.print(new KafkaClients(bootstrapServers()));
    started.forEach(Diagnosis::print);
  }

  private PackagedApplication kept(PackagedApplication application) {
    started.add(application);
    return application;
  }
}
