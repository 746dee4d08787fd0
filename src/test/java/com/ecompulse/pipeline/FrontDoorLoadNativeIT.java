package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.support.Trickler;
import com.ecompulse.pipeline.support.guarantee.ReadRecord;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More than the front door can take: it says so, goes on, and what it took is in Kafka. */
@Tag("extended")
class FrontDoorLoadNativeIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int BATCH = 50;
  private static final int CLIENTS = 16;
  private static final int SLOW_CLIENTS = 1_000;

  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
  private final List<Trickler> tricklers = new ArrayList<>();
  private KafkaCluster cluster;
  private PackagedApplication application;
  private TopicReader raw;

  @BeforeEach
  void start() {
    cluster = KafkaCluster.start(1);
    application =
        PackagedApplication.start(
            "load",
            PackagedPipeline.onOneBroker(
                cluster,
                Map.of(
                    "PIPELINE_PROCESSOR_ENABLED", "false",
                    "PIPELINE_INGEST_MAX_IN_FLIGHT_EVENTS", "" + 2 * BATCH,
                    "PIPELINE_INGEST_ACK_TIMEOUT", "2S",
                    "PIPELINE_INGEST_BODY_TIMEOUT", "15S",
                    "PIPELINE_INGEST_HEAD_TIMEOUT", "15S")));
    raw = TopicReader.fromNow(cluster.clients(), PipelineScene.RAW);
  }

  @AfterEach
  void stop() {
    clients.shutdownNow();
    trickle.shutdownNow();
    tricklers.forEach(Trickler::close);
    if (raw != null) {
      raw.close();
    }
    if (application != null) {
      application.close();
    }
    cluster.close();
  }

  @Test
  void moreThanMayBeInFlightIsAnsweredAndWhatIsTakenIsThere() throws Exception {
    // When
    all(() -> post(100));

    // Then
    assertThat(answers.keySet()).isSubsetOf(202, 503).contains(202, 503);
    assertAcceptedIsThere();
  }

  @Test
  void aStoppedBrokerIsToldAtOnceAndItsReturnIsNoticed() throws Exception {
    // Given
    all(() -> post(5));
    int broker = cluster.brokerIds().get(0);
    cluster.stopBroker(broker);
    await().atMost(SOON).until(() -> codeOfAPost().equals("circuit-open"));

    // When
    cluster.startBroker(broker);

    // Then
    await().atMost(SOON).until(() -> codeOfAPost().isEmpty());
    all(() -> post(5));
    assertThat(answers.keySet()).isSubsetOf(202, 503);
    assertAcceptedIsThere();
  }

  @Test
  void aThousandSlowConnectionsHoldUpNobodyAndAreClosed() throws Exception {
    // Given
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < SLOW_CLIENTS; i++) {
      slow.add(slowClient());
    }

    // When
    all(() -> post(5));

    // Then
    assertThat(answers).containsKey(202);
    assertThat(slow).allSatisfy(client -> assertThat(client.getInputStream().available()).isZero());
    for (Socket client : slow) {
      assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 408 ");
      client.close();
    }
    assertAcceptedIsThere();
  }

  @Test
  void aThousandTricklersOfHeadersHoldUpNobodyAndAreClosed() throws Exception {
    // Given
    for (int i = 0; i < SLOW_CLIENTS; i++) {
      tricklers.add(Trickler.to(application.http()));
    }
    trickle.scheduleWithFixedDelay(
        () -> tricklers.forEach(Trickler::trickle), 0, 500, TimeUnit.MILLISECONDS);

    // When
    all(() -> post(5));

    // Then
    assertThat(answers).containsKey(202);
    assertThat(tricklers).allMatch(Trickler::isOpen);
    await().atMost(SOON).until(() -> tricklers.stream().noneMatch(Trickler::isOpen));
    assertAcceptedIsThere();
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Every client does it, all at once. */
  private void all(Work work) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      running.add(
          clients.submit(
              () -> {
                start.await();
                work.run();
                return null;
              }));
    }
    start.countDown();
    for (Future<?> client : running) {
      client.get();
    }
  }

  private void post(int requests) throws Exception {
    EventClient client = new EventClient(application.http());
    for (int i = 0; i < requests; i++) {
      List<String> ids =
          IntStream.range(0, BATCH).mapToObj(n -> "e" + sent.getAndIncrement()).toList();
      int answer = client.post(batch(ids)).statusCode();
      answers.computeIfAbsent(answer, status -> new AtomicInteger()).incrementAndGet();
      if (answer == 202) {
        accepted.addAll(ids);
      }
    }
  }

  private static String batch(List<String> ids) {
    return ids.stream()
        .map(id -> "{\"event_id\":\"" + id + "\",\"user_id\":\"" + id + "\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The problem's code; nothing where the event was taken. */
  private String codeOfAPost() throws Exception {
    String id = "e" + sent.getAndIncrement();
    var answer = new EventClient(application.http()).post(batch(List.of(id)));
    if (answer.statusCode() == 202) {
      accepted.add(id);
      return "";
    }
    return answer.body().replaceFirst(".*\"code\":\"([^\"]*)\".*", "$1");
  }

  private Socket slowClient() throws IOException {
    Socket client = new Socket("localhost", application.http().getPort());
    client.setSoTimeout((int) SOON.toMillis());
    client
        .getOutputStream()
        .write(
            "POST /events HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n["
                .getBytes(US_ASCII));
    return client;
  }

  private void assertAcceptedIsThere() {
    raw.awaitRecords(accepted.size(), SOON);
    Set<String> there =
        raw.drain().stream().map(r -> ReadRecord.of(r).eventId()).collect(Collectors.toSet());
    assertThat(accepted).isNotEmpty().isSubsetOf(there);
  }
}
