package com.ecompulse.pipeline.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ecompulse.pipeline.support.QuietLogs;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The node that dev mode starts is a Kafka the pipeline can live on, and goes without a trace. */
@Timeout(120)
class DevBrokerIT {

  private static final String TOPIC = "events";

  @TempDir Path directory;

  @BeforeAll
  static void hush() {
    QuietLogs.ofKafka();
  }

  @Test
  void deliversWhatWasCommittedAndOnlyThat() throws Exception {
    // Given
    try (KafkaNode node = KafkaNode.start(KafkaNode.freePort(0), data())) {
      createTopic(node);
      try (KafkaProducer<String, String> producer = producer(node)) {
        send(producer, "aborted");
        producer.abortTransaction();
        send(producer, "committed");
        producer.commitTransaction();
      }

      // When
      List<String> read = readAll(node);

      // Then
      assertThat(read).containsExactly("committed");
    }
  }

  @Test
  void leavesNoFileAndNoOpenPortBehind() throws Exception {
    // Given
    KafkaNode node = KafkaNode.start(KafkaNode.freePort(0), data());
    createTopic(node);

    // When
    node.close();

    // Then
    assertThat(directory).isEmptyDirectory();
    assertThatThrownBy(() -> connect(node)).isInstanceOf(ConnectException.class);
  }

  @Test
  void startsOverTheDataOfAnEarlierNodeThatWasKilled() throws Exception {
    // Given
    Files.createDirectories(data());
    Files.writeString(data().resolve("meta.properties"), "node.id=7");

    // When
    KafkaNode node = KafkaNode.start(KafkaNode.freePort(0), data());

    // Then
    try (node) {
      assertThat(topics(node)).isEmpty();
    }
  }

  @Test
  void takesAnotherPortWhereTheWantedOneIsTaken() throws IOException {
    // Given
    try (ServerSocket foreign = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {

      // When
      int port = KafkaNode.freePort(foreign.getLocalPort());

      // Then
      assertThat(port).isPositive().isNotEqualTo(foreign.getLocalPort());
    }
  }

  private Path data() {
    return directory.resolve("dev-broker");
  }

  private static void createTopic(KafkaNode node) throws Exception {
    try (Admin admin = admin(node)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
    }
  }

  private static Iterable<String> topics(KafkaNode node) throws Exception {
    try (Admin admin = admin(node)) {
      return admin.listTopics().names().get();
    }
  }

  private static Admin admin(KafkaNode node) {
    return Admin.create(Map.of("bootstrap.servers", node.address()));
  }

  private static KafkaProducer<String, String> producer(KafkaNode node) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", node.address(), "transactional.id", "dev-broker-it");
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  private static void send(KafkaProducer<String, String> producer, String value) throws Exception {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(TOPIC, 0, null, value)).get();
  }

  private static List<String> readAll(KafkaNode node) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", node.address(),
            "group.id", "dev-broker-it",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    List<String> read = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> read.add(record.value()));
                return !read.isEmpty();
              });
    }
    return read;
  }

  private static void connect(KafkaNode node) throws IOException {
    String[] address = node.address().split(":");
    new Socket(address[0], Integer.parseInt(address[1])).close();
  }
}
