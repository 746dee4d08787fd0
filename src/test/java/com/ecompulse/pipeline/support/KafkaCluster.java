package com.ecompulse.pipeline.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.KRaftVersion;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.common.TransactionVersion;
import org.apache.kafka.storage.internals.log.UnifiedLog;

/**
 * Real Kafka brokers inside the test's JVM, each of which can be stopped and started again on its
 * old port with its old data.
 *
 * <p>One broker is its own controller. Several brokers get a controller apart, so that any of them
 * may go without taking the cluster's metadata along. Topics are never created by being asked for:
 * what a test finds, somebody made on purpose.
 */
public final class KafkaCluster implements AutoCloseable {

  private static final int MOST_REPLICAS = 3;

  /** {@code -Dtransaction.version=0} for those of a cluster that was upgraded from before 4.0. */
  private static final short TRANSACTIONS =
      Integer.getInteger("transaction.version", TransactionVersion.TV_2.featureLevel())
          .shortValue();

  private final KafkaClusterTestKit kit;
  private final String bootstrapServers;

  private KafkaCluster(KafkaClusterTestKit kit) {
    this.kit = kit;
    this.bootstrapServers = kit.bootstrapServers();
  }

  /** Starts that many brokers and returns when all of them serve. */
  public static KafkaCluster start(int brokers) {
    return start(brokers, Map.of());
  }

  /** Starts that many brokers, each with these settings over the defaults of this class. */
  public static KafkaCluster start(int brokers, Map<String, String> brokerSettings) {
    return start(brokers, brokerSettings, Map.of());
  }

  /** Starts that many brokers, and over all that some settings of one, by its id. */
  static KafkaCluster start(
      int brokers,
      Map<String, String> brokerSettings,
      Map<Integer, Map<String, String>> ofOneBroker) {
    QuietLogs.ofKafka();
    KafkaClusterTestKit kit = formatted(brokers, brokerSettings, ofOneBroker);
    try {
      kit.startup();
      kit.waitForReadyBrokers();
      return new KafkaCluster(kit);
    } catch (InterruptedException e) {
      close(kit);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the brokers started", e);
    } catch (ExecutionException e) {
      close(kit);
      throw new IllegalStateException("The brokers did not start: " + e.getCause(), e);
    }
  }

  /** The addresses of all brokers, of the stopped ones too: each comes back on its old port. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Clients of this cluster. */
  public KafkaClients clients() {
    return new KafkaClients(bootstrapServers);
  }

  /** The brokers' ids: 0, 1, 2 … */
  public List<Integer> brokerIds() {
    return kit.brokers().keySet().stream().sorted().toList();
  }

  /** Stops a broker as SIGTERM does: its leaders move first, where another replica may lead. */
  public void stopBroker(int id) {
    kit.brokers().get(id).shutdown();
    kit.brokers().get(id).awaitShutdown();
  }

  /** Starts a stopped broker on its old port and data; returns when it has joined. */
  public void startBroker(int id) {
    kit.brokers().get(id).startup();
  }

  /** Creates a topic with as many replicas as the cluster can hold, three at most. */
  public void createTopic(String name, int partitions, Map<String, String> settings) {
    createTopics(
        List.of(new NewTopic(name, partitions, replicas(brokerIds().size())).configs(settings)));
  }

  /** Creates the topics and returns when every broker knows them. */
  public void createTopics(List<NewTopic> topics) {
    try (Admin admin = clients().admin()) {
      KafkaClients.get(admin.createTopics(topics).all());
    }
    List<String> names = topics.stream().map(NewTopic::name).toList();
    await("topics on all brokers")
        .until(() -> running().allMatch(broker -> known(broker).containsAll(names)));
  }

  /** Deletes the topics and returns when no broker knows them. */
  public void deleteTopics(List<String> names) {
    try (Admin admin = clients().admin()) {
      KafkaClients.get(admin.deleteTopics(names).all());
    }
    await("topics off all brokers")
        .until(() -> running().allMatch(broker -> Collections.disjoint(known(broker), names)));
  }

  /** The codec of the batch that a lone broker has that record in. */
  public CompressionType codec(ConsumerRecord<?, ?> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    UnifiedLog log = kit.brokers().get(0).logManager().getLog(partition, false).get();
    return log.logSegments().stream()
        .flatMap(segment -> StreamSupport.stream(segment.log().batches().spliterator(), false))
        .filter(batch -> batch.baseOffset() <= record.offset())
        .filter(batch -> batch.lastOffset() >= record.offset())
        .findFirst()
        .orElseThrow()
        .compressionType();
  }

  @Override
  public void close() {
    close(kit);
  }

  private Stream<BrokerServer> running() {
    return kit.brokers().values().stream().filter(broker -> !broker.isShutdown());
  }

  private static Set<String> known(BrokerServer broker) {
    return broker.metadataCache().getAllTopics();
  }

  private static void close(KafkaClusterTestKit kit) {
    try {
      kit.close();
    } catch (Exception e) {
      throw new IllegalStateException("The brokers did not stop cleanly", e);
    }
  }

  private static KafkaClusterTestKit formatted(
      int brokers,
      Map<String, String> brokerSettings,
      Map<Integer, Map<String, String>> ofOneBroker) {
    try {
      TestKitNodes nodes =
          new TestKitNodes.Builder()
              .setBootstrapMetadata(asNewlyFormatted())
              // The kit removes it when it is closed.
              .setBaseDirectory(Files.createTempDirectory("ecompulse-kafka-"))
              .setCombined(brokers == 1)
              .setNumControllerNodes(1)
              .setNumBrokerNodes(brokers)
              .setPerServerProperties(ofOneBroker)
              .build();
      KafkaClusterTestKit.Builder builder = new KafkaClusterTestKit.Builder(nodes);
      Map<String, String> settings = new HashMap<>(defaults(brokers));
      settings.putAll(brokerSettings);
      settings.forEach(builder::setConfigProp);
      KafkaClusterTestKit kit = builder.build();
      kit.format();
      return kit;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("The brokers' storage could not be prepared", e);
    }
  }

  /**
   * What kafka-storage.sh gives a new cluster. The kit by itself turns every feature off, and with
   * them the transactions that have an epoch each.
   */
  private static BootstrapMetadata asNewlyFormatted() {
    MetadataVersion version = MetadataVersion.latestProduction();
    Map<String, Short> features = new HashMap<>();
    Feature.PRODUCTION_FEATURES.forEach(
        feature -> features.put(feature.featureName(), feature.defaultLevel(version)));
    features.remove(KRaftVersion.FEATURE_NAME);
    features.put(TransactionVersion.FEATURE_NAME, TRANSACTIONS);
    return BootstrapMetadata.fromVersions(version, features, "as newly formatted");
  }

  /** Production's guarantees as far as the number of brokers allows, and no waiting about. */
  private static Map<String, String> defaults(int brokers) {
    String replicas = Short.toString(replicas(brokers));
    String inSync = brokers >= MOST_REPLICAS ? "2" : "1";
    return Map.ofEntries(
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("default.replication.factor", replicas),
        Map.entry("min.insync.replicas", inSync),
        Map.entry("offsets.topic.replication.factor", replicas),
        Map.entry("offsets.topic.num.partitions", "3"),
        Map.entry("transaction.state.log.replication.factor", replicas),
        Map.entry("transaction.state.log.min.isr", inSync),
        Map.entry("transaction.state.log.num.partitions", "3"),
        Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // A broker is missed, and may come back under its id, after 3 s rather than 9.
        Map.entry("broker.session.timeout.ms", "3000"),
        Map.entry("broker.heartbeat.interval.ms", "500"),
        Map.entry("group.min.session.timeout.ms", "1000"));
  }

  private static short replicas(int brokers) {
    return (short) Math.min(brokers, MOST_REPLICAS);
  }
}
