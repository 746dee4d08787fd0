package com.ecompulse.pipeline.fault;

import com.ecompulse.pipeline.support.Audit;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.guarantee.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Three brokers, processes of the packaged application, and a load on them. */
abstract class FaultScene {
  /** How often a test does its worst: {@code -Dfaults.rounds}. */
  static final int ROUNDS = Integer.getInteger("faults.rounds", 2);

  /** Left out of the short form. */
  static final String LONG = "long";

  private static final double BROKEN_SHARE = 0.02;

  final Seed seed = Seed.announced();
  final Random random = seed.random();
  KafkaCluster cluster;
  private final List<PackagedApplication> started = new ArrayList<>();
  private Load load;

  @BeforeEach
  void startBrokers() {
    cluster = KafkaCluster.start(3);
  }

  @AfterEach
  void stopAll() {
    if (load != null) {
      load.close();
    }
    started.forEach(PackagedApplication::close);
    cluster.close();
  }

  PackagedApplication start(String instanceId) {
    PackagedApplication application = launch(instanceId);
    application.awaitReady();
    return application;
  }

  /** Starts a process and does not wait for it. */
  PackagedApplication launch(String instanceId) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers());
    environment.put("PIPELINE_INSTANCE_ID", instanceId);
    environment.put("PIPELINE_TOPICS_PROVISION", "true");
    // A member that is killed or frozen is missed after 4 s instead of 30,
    environment.put("MP_MESSAGING_INCOMING_RAW_IN_SESSION_TIMEOUT_MS", "4000");
    environment.put("MP_MESSAGING_INCOMING_RAW_IN_HEARTBEAT_INTERVAL_MS", "1000");
    // what it left open is aborted after 6 s instead of 60,
    environment.put("MP_MESSAGING_OUTGOING_ENRICHED_OUT_TRANSACTION_TIMEOUT_MS", "6000");
    // and a post that Kafka does not acknowledge is answered after 3 s instead of 10.
    environment.put("PIPELINE_INGEST_ACK_TIMEOUT", "3S");
    environment.putAll(environment());
    PackagedApplication application =
        PackagedApplication.launch("fault-" + instanceId, environment, Map.of());
    started.add(application);
    return application;
  }

  /** What a test wants otherwise. */
  Map<String, String> environment() {
    return Map.of();
  }

  Load load(PackagedApplication... applications) {
    load = Load.start(seed.value(), BROKEN_SHARE, applications);
    return load;
  }

  /** A moment at random, while the load goes on. */
  void aMomentLater() {
    load.awaitAccepted(100 + random.nextInt(800));
  }

  void assertKept() {
    new Audit(cluster.clients()).assertKept(load.stop());
  }
}
