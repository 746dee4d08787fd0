package com.ecompulse.pipeline.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.config.Configs;
import com.ecompulse.pipeline.enrich.Steps;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.KafkaCluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The tables on real brokers. */
class ReferenceTablesIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String VIP = "{\"total_spent\":1001,\"total_orders\":11}";
  private static final String REGULAR = "{\"total_spent\":101,\"total_orders\":3}";

  private static KafkaCluster cluster;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<ReferenceTables> started = new ArrayList<>();
  private Producer<byte[], byte[]> producer;
  private String topic;

  @BeforeAll
  static void brokers() {
    cluster = KafkaCluster.start(1);
  }

  @AfterAll
  static void noBrokers() {
    cluster.close();
  }

  @BeforeEach
  void topic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    producer = clients().producer();
  }

  @AfterEach
  void close() {
    started.forEach(ReferenceTables::end);
    producer.close();
  }

  @Test
  void whatTheTopicHadAtFirstIsThereOnceItIsLoaded() throws Exception {
    // Given
    cluster.createTopic(topic, 3, Map.of("cleanup.policy", "compact"));
    for (int i = 0; i < 3_000; i++) {
      send("user" + i, VIP);
    }
    send("user7", REGULAR);
    send("user8", null);
    send("user9", "{\"total_spent\":");
    producer.flush();

    // When
    ReferenceTables tables = begin();
    tables.loaded().await().atMost(SOON);

    // Then
    assertThat(tables.segment("user0")).isEqualTo("VIP");
    assertThat(tables.segment("user2999")).isEqualTo("VIP");
    assertThat(tables.segment("user7")).isEqualTo("Regular");
    assertThat(tables.segment("user8")).isEqualTo("New");
    assertThat(tables.segment("user9")).isEqualTo("VIP");
    assertThat(tables.segment("unheard-of")).isEqualTo("New");
    assertThat(gauge("ecompulse.reference.entries")).isEqualTo(2_999);
    assertThat(gauge("ecompulse.reference.records.broken")).isEqualTo(1);
  }

  @Test
  void whatChangesIsFollowed() throws Exception {
    // Given
    cluster.createTopic(topic, 1, Map.of("cleanup.policy", "compact"));
    ReferenceTables tables = begin();
    tables.loaded().await().atMost(SOON);

    // When, Then
    send("user", VIP);
    await().atMost(SOON).until(() -> tables.segment("user").equals("VIP"));
    send("user", REGULAR);
    await().atMost(SOON).until(() -> tables.segment("user").equals("Regular"));
    send("user", null);
    await().atMost(SOON).until(() -> tables.segment("user").equals("New"));
  }

  @Test
  void aProcessThatStartsAgainInTheMiddleOfALoadLoadsAnew() throws Exception {
    // Given
    cluster.createTopic(topic, 2, Map.of("cleanup.policy", "compact"));
    for (int i = 0; i < 5_000; i++) {
      send("user" + i, VIP);
    }
    producer.flush();
    ReferenceTables cutOff = begin();
    await().atMost(SOON).until(() -> gauge("ecompulse.reference.entries") > 0);
    cutOff.end();

    // When
    meters.clear();
    ReferenceTables again = begin();
    again.loaded().await().atMost(SOON);

    // Then
    assertThat(gauge("ecompulse.reference.entries")).isEqualTo(5_000);
    assertThat(again.segment("user4999")).isEqualTo("VIP");
  }

  @Test
  void aTopicThatComesLateIsWaitedFor() throws Exception {
    // Given
    ReferenceTables tables = begin();
    await().atMost(SOON).until(() -> told(tables).contains("trouble=there is no such topic"));
    assertThat(tables.ready().call().getStatus()).isEqualTo(Status.DOWN);

    // When
    cluster.createTopic(topic, 1, Map.of("cleanup.policy", "compact"));

    // Then
    tables.loaded().await().atMost(SOON);
    assertThat(tables.ready().call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void whatATransactionTookBackIsNotRead() throws Exception {
    // Given
    cluster.createTopic(topic, 1, Map.of("cleanup.policy", "compact"));
    try (Producer<byte[], byte[]> transactional =
        clients().producer(Map.of("transactional.id", topic))) {
      transactional.initTransactions();
      transactional.beginTransaction();
      transactional.send(record("aborted", VIP));
      transactional.flush(); // else the abort takes it back before it is sent
      transactional.abortTransaction();
      transactional.beginTransaction();
      transactional.send(record("committed", VIP));
      transactional.commitTransaction();
    }

    // When
    ReferenceTables tables = begin();
    tables.loaded().await().atMost(SOON);

    // Then
    assertThat(tables.segment("committed")).isEqualTo("VIP");
    assertThat(tables.segment("aborted")).isEqualTo("New");
  }

  @Test
  void withoutABrokerNothingIsLoadedAndNothingFails() {
    // When
    ReferenceTables tables = new KafkaClientsOf("localhost:1").begin();

    // Then
    await().atMost(SOON).until(() -> told(tables).contains("trouble="));
    assertThat(tables.areLoaded()).isFalse();
  }

  private ReferenceTables begin() {
    return new KafkaClientsOf(cluster.bootstrapServers()).begin();
  }

  /** The application's own consumer settings against some brokers. */
  private final class KafkaClientsOf {
    private final String bootstrapServers;

    KafkaClientsOf(String bootstrapServers) {
      this.bootstrapServers = bootstrapServers;
    }

    ReferenceTables begin() {
      ReferenceTables tables =
          new ReferenceTables(
              true,
              Steps.config("customer.enabled", "true", "customer.topic", topic).customer(),
              Steps.config().product(),
              name -> consumer(),
              meters);
      tables.begin();
      started.add(tables);
      return tables;
    }

    private Consumer<byte[], byte[]> consumer() {
      Map<String, Object> settings = new HashMap<>(readerSettings());
      settings.put("bootstrap.servers", bootstrapServers);
      // What a test asks for, sooner and in smaller pieces.
      settings.put("max.poll.records", "100");
      settings.put("default.api.timeout.ms", "2000");
      settings.put("request.timeout.ms", "1000");
      return new KafkaConsumer<>(
          settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
  }

  private static Map<String, String> readerSettings() {
    Properties application = new Properties();
    try (InputStream file =
        Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
      application.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    application.stringPropertyNames().stream()
        .filter(name -> name.startsWith("pipeline.enrichment.reference-reader."))
        .forEach(name -> settings.put(name, application.getProperty(name)));
    return Configs.with(settings).enrichment().referenceReader();
  }

  private static String told(ReferenceTables tables) {
    return tables.ready().call().getData().orElseThrow().toString();
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }

  private void send(String key, String value) throws Exception {
    producer.send(record(key, value));
  }

  private ProducerRecord<byte[], byte[]> record(String key, String value) {
    return new ProducerRecord<>(
        topic, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
  }

  private static KafkaClients clients() {
    return cluster.clients();
  }
}
