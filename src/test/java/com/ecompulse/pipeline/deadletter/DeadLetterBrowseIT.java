package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A topic of more dead letters than the process has memory for. */
@Tag("extended")
class DeadLetterBrowseIT {
  private static final int LETTERS = Integer.getInteger("letters", 100_000);
  private static final int PAYLOAD_BYTES = 2_000;

  /** Half of what the letters take; the native binary has its own bounds. */
  private static final String HEAP = "-Xmx96m";

  private static KafkaCluster cluster;
  private static PackagedApplication application;

  @BeforeAll
  static void start() {
    cluster = KafkaCluster.start(1);
    Map<String, String> environment = WithOperators.environment(cluster);
    environment.put("JAVA_TOOL_OPTIONS", HEAP + " -XX:+ExitOnOutOfMemoryError");
    application = PackagedApplication.start("browse", environment);
    String filler = "x".repeat(PAYLOAD_BYTES);
    try (Producer<byte[], byte[]> producer =
        cluster.clients().producer(Map.of("compression.type", "gzip"))) {
      for (int i = 0; i < LETTERS; i++) {
        String payload = "{\"n\":%d,\"filler\":\"%s\"".formatted(i, filler);
        producer.send(
            i % 1_000 == 0
                ? LetterRecords.notJson("rare", payload.getBytes(UTF_8))
                : LetterRecords.invalid("usual", payload.getBytes(UTF_8)));
      }
    }
  }

  @AfterAll
  static void stop() {
    if (application != null) {
      application.close();
    }
    cluster.close();
  }

  /** However many there are, a page costs what it shows; {@code -Dletters=1000000} tells more. */
  @Test
  void theNewestPageIsReadFromTheEnd() {
    // When
    long asked = System.nanoTime();
    JsonNode page = OperatorClient.of(application.http()).read("/dead-letters?limit=100");
    long took = System.nanoTime() - asked;

    // Then
    System.out.printf("letters=%d first page=%d ms%n", LETTERS, took / 1_000_000);
    assertThat(page.findValues("offset")).hasSize(100);
    assertThat(page.findValues("offset").get(0).asLong()).isEqualTo(LETTERS - 1);
  }

  @Test
  void allOfThemArePagedThroughNewestFirst() {
    // When
    List<Long> offsets = pages("/dead-letters?limit=500", "offset");

    // Then
    assertThat(offsets)
        .isEqualTo(LongStream.range(0, LETTERS).map(i -> LETTERS - 1 - i).boxed().toList());
    assertThat(application.isAlive()).isTrue();
  }

  @Test
  void theFewThatMatchAreFoundAmongAllOthers() {
    // When
    List<Long> offsets = pages("/dead-letters?limit=500&failure=not-json", "offset");

    // Then
    assertThat(offsets)
        .isEqualTo(
            LongStream.rangeClosed(1, LETTERS / 1_000)
                .map(i -> LETTERS - i * 1_000)
                .boxed()
                .toList());
  }

  @Test
  void allOfThemAreCounted() {
    // When
    List<Long> totals = pages("/dead-letters/counts?text=rule", "total");

    // Then
    assertThat(totals.stream().mapToLong(Long::longValue).sum())
        .isEqualTo(LETTERS - LETTERS / 1_000);
  }

  /** What all pages say under that name. */
  private static List<Long> pages(String path, String name) {
    OperatorClient operator = OperatorClient.of(application.http());
    List<Long> found = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      String connector = path.contains("?") ? "&cursor=" : "?cursor=";
      JsonNode page = operator.read(cursor.isEmpty() ? path : path + connector + cursor);
      page.findValues(name).forEach(value -> found.add(value.asLong()));
      cursor = page.get("next").isNull() ? null : page.get("next").asText();
    }
    return found;
  }
}
