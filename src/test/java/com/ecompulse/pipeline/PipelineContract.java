package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.event.SampleEvents.Sample;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.support.guarantee.Conservation;
import com.ecompulse.pipeline.support.guarantee.Guarantee;
import com.ecompulse.pipeline.support.guarantee.History;
import com.ecompulse.pipeline.support.guarantee.ReadRecord;
import com.ecompulse.pipeline.support.guarantee.Seed;
import com.ecompulse.pipeline.support.guarantee.SentEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the pipeline promises to those who post to it and read from it, on a real broker; held by
 * the application inside the test's JVM and by the packaged one.
 */
abstract class PipelineContract {
  static final String RAW = "ecommerce-events-raw";
  static final String ENRICHED = "ecommerce-events-enriched";
  static final String DEAD_LETTERS = "ecommerce-events-dlq";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventClient client;
  private Metrics metrics;
  private TopicReader raw;
  private TopicReader enriched;
  private TopicReader deadLetters;

  abstract URI http();

  abstract URI management();

  abstract KafkaClients kafka();

  @BeforeEach
  void readFromHere() {
    client = new EventClient(http());
    metrics = new Metrics(management());
    raw = TopicReader.fromNow(kafka(), RAW);
    enriched = TopicReader.fromNow(kafka(), ENRICHED);
    deadLetters = TopicReader.fromNow(kafka(), DEAD_LETTERS);
  }

  @AfterEach
  void close() {
    raw.close();
    enriched.close();
    deadLetters.close();
  }

  @Test
  void oneEventInIsOneRawRecordKeyedByItsUserAndOneEnrichedRecordKeyedByItsType() throws Exception {
    // Given
    String event = event("one", "user_ü", "add_to_cart");

    // When
    HttpResponse<String> answer = client.post(" " + event + "\n");

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"accepted\":1}");
    ConsumerRecord<byte[], byte[]> in = single(raw);
    assertThat(in.key()).isEqualTo("user_ü".getBytes(UTF_8));
    assertThat(in.partition()).isEqualTo(partition(in.key(), 24));
    assertThat(in.value()).isEqualTo(event.getBytes(UTF_8));
    ConsumerRecord<byte[], byte[]> out = single(enriched);
    assertThat(out.key()).isEqualTo("add_to_cart".getBytes(UTF_8));
    assertThat(out.partition()).isEqualTo(partition(out.key(), 12));
    assertThat(deadLetters.drain()).isEmpty();
  }

  @Test
  void anEnrichedEventIsTheSameBytesAndAnEnrichmentAtTheEnd() throws Exception {
    // Given
    String event = event("bytes", "u", "purchase").replace("1.10", "1.1000");

    // When
    client.post(event);

    // Then
    String out = new String(single(enriched).value(), UTF_8);
    assertThat(out).startsWith(event.substring(0, event.length() - 1) + ",\"enrichment\":{");
    JsonNode enrichment = JSON.readTree(out).get("enrichment");
    assertThat(enrichment.get("client_ip").asText()).isEqualTo("127.0.0.1");
    assertThat(enrichment.get("is_valid_event").asBoolean()).isTrue();
  }

  @Test
  void aBrokenEventBetweenGoodOnesIsADeadLetterAndHoldsUpNothing() throws Exception {
    // When
    client.post(
        "[%s,{\"event_id\":\"broken\"},%s,null,%s]"
            .formatted(
                event("good-1", "u", "page_view"),
                event("good-2", "u", "page_view"),
                event("good-3", "u", "page_view")));

    // Then
    assertThat(ids(enriched.awaitRecords(3, SOON))).containsExactly("good-1", "good-2", "good-3");
    assertThat(tags(deadLetters.awaitRecords(2, SOON)))
        .containsExactlyInAnyOrder("invalid-event", "not-an-object");
  }

  @Test
  void bytesThatAreNoJsonStopNothingEither() throws Exception {
    // When
    try (Producer<byte[], byte[]> producer = kafka().producer()) {
      for (byte[] poison : List.of(new byte[0], new byte[] {(byte) 0xC0}, "{".getBytes(UTF_8))) {
        producer.send(new ProducerRecord<>(RAW, 5, null, poison));
      }
      producer.send(new ProducerRecord<>(RAW, 5, null, (byte[]) null));
      byte[] good = event("after", "u", "page_view").getBytes(UTF_8);
      producer.send(new ProducerRecord<>(RAW, 5, null, good));
    }

    // Then
    assertThat(ids(enriched.awaitRecords(1, SOON))).containsExactly("after");
    assertThat(tags(deadLetters.awaitRecords(4, SOON))).containsOnly("not-json");
  }

  @Test
  void aDeadLetterTellsWhatIsWrongAndWhereItCameFrom() throws Exception {
    // Given
    String broken = "{\"event_id\":\"letter\",\"user_id\":\"u7\",\"secret\":\"s3cr3t\"}";

    // When
    client.post(broken);

    // Then
    ConsumerRecord<byte[], byte[]> in = single(raw);
    ConsumerRecord<byte[], byte[]> letter = single(deadLetters);
    assertThat(letter.key()).isEqualTo("u7".getBytes(UTF_8));
    assertThat(letter.value()).isEqualTo(broken.getBytes(UTF_8));
    assertThat(header(letter, "dead-letter-topic")).isEqualTo(RAW);
    assertThat(header(letter, "dead-letter-partition")).isEqualTo("" + in.partition());
    assertThat(header(letter, "dead-letter-offset")).isEqualTo("" + in.offset());
    assertThat(header(letter, "dead-letter-failure")).isEqualTo("invalid-event");
    assertThat(header(letter, "dead-letter-reason")).isNotBlank().doesNotContain("s3cr3t");
    assertThat(JSON.readTree(header(letter, "dead-letter-violations")).findValuesAsText("path"))
        .containsExactlyInAnyOrder("/event_type", "/timestamp", "/session_id");
    assertThat(header(letter, "dead-letter-timestamp")).matches("\\d{13}");
    assertThat(header(letter, "dead-letter-attempt")).isEqualTo("1");
    assertThat(header(letter, "received-at")).isEqualTo(header(in, "received-at"));
    assertThat(header(letter, "user-agent")).isEqualTo("shop/1.0");
    assertThat(letter.headers())
        .extracting(Header::key)
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.contains("smallrye"));
  }

  @Test
  void aUsersEventsOfOneTypeKeepTheirOrder() throws Exception {
    // Given
    List<byte[]> inOrder =
        IntStream.range(0, 300)
            .mapToObj(i -> event("o" + i, "ordered", "page_view").getBytes(UTF_8))
            .toList();

    // When
    for (int from = 0; from < inOrder.size(); from += 100) {
      client.post(inOrder.subList(from, from + 100));
    }

    // Then
    assertThat(ids(enriched.awaitRecords(300, SOON)))
        .containsExactlyElementsOf(IntStream.range(0, 300).mapToObj(i -> "o" + i).toList());
  }

  @Test
  void thousandsOfEventsGoodAndBrokenEachComeOutOnce() throws Exception {
    // Given
    Seed seed = Seed.announced();
    List<Sample> samples = SampleEvents.mixed(seed.value(), 5_000, 0.1, Instant.now());
    List<Sample> wellFormed = samples.stream().filter(s -> !isNotJson(s)).toList();
    List<Sample> notJson = samples.stream().filter(PipelineContract::isNotJson).toList();

    // When
    for (int from = 0; from < wellFormed.size(); from += 200) {
      List<Sample> batch = wellFormed.subList(from, Math.min(from + 200, wellFormed.size()));
      assertThat(client.post(batch.stream().map(Sample::value).toList()).statusCode())
          .isEqualTo(202);
    }
    try (Producer<byte[], byte[]> producer = kafka().producer()) {
      notJson.forEach(sample -> producer.send(new ProducerRecord<>(RAW, null, sample.value())));
    }

    // Then
    long rejected = samples.stream().filter(Sample::isRejected).count();
    enriched.awaitRecords((int) (samples.size() - rejected), SOON);
    deadLetters.awaitRecords((int) rejected, SOON);
    Map<Boolean, List<Sample>> byId =
        samples.stream().collect(Collectors.partitioningBy(PipelineContract::showsItsId));
    History history =
        new History(
            sent(byId.get(true)),
            sent(byId.get(false)),
            read(enriched.drain()),
            read(deadLetters.drain()));
    Guarantee.all().forEach(guarantee -> guarantee.assertKept(history));
    new Conservation(samples.size()).assertKept(history);
    assertThat(tags(deadLetters.drain()))
        .containsExactlyInAnyOrderElementsOf(
            samples.stream().filter(Sample::isRejected).map(Sample::expectedTag).toList());
  }

  @Test
  void consumedIsEnrichedPlusDeadLettered() throws Exception {
    // Given
    double before = metrics.sum("ecompulse_events_consumed_total");
    double enrichedBefore = metrics.sum("ecompulse_events_enriched_total");
    double deadBefore = metrics.sum("ecompulse_events_dead_lettered_total");

    // When
    client.post("[%s,{},{},{}]".formatted(event("counted", "u", "page_view")));

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(metrics.sum("ecompulse_events_consumed_total")).isEqualTo(before + 4);
              assertThat(metrics.sum("ecompulse_events_enriched_total"))
                  .isEqualTo(enrichedBefore + 1);
              assertThat(metrics.sum("ecompulse_events_dead_lettered_total"))
                  .isEqualTo(deadBefore + 3);
            });
  }

  @Test
  void everyPartitionOfTheProcessTellsItsLag() throws Exception {
    // When
    client.post(event("lag", "u", "page_view"));

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(metrics.count("ecompulse_consumer_lag")).isEqualTo(24);
              assertThat(metrics.sum("ecompulse_consumer_lag")).isZero();
              assertThat(metrics.sum("ecompulse_event_delivery_seconds_count")).isPositive();
              assertThat(metrics.sum("ecompulse_ingest_circuit_open")).isZero();
            });
  }

  @Test
  void bodiesThatCannotBeReadAreRefusedAndTheServiceGoesOn() throws Exception {
    // When
    List<Integer> answers = new ArrayList<>();
    for (byte[] body :
        List.of(
            new byte[0],
            "null".getBytes(UTF_8),
            "\"x\"".getBytes(UTF_8),
            "{\"a\":".getBytes(UTF_8),
            new byte[] {'{', '"', (byte) 0xE9, '"', ':', '1', '}'},
            new byte[5_000_000])) {
      answers.add(client.post(body).statusCode());
    }
    int afterwards = client.post(event("afterwards", "u", "page_view")).statusCode();

    // Then
    assertThat(answers).containsExactly(400, 400, 400, 400, 400, 413);
    assertThat(afterwards).isEqualTo(202);
    assertThat(ids(enriched.awaitRecords(1, SOON))).containsExactly("afterwards");
    assertThat(raw.drain()).hasSize(1);
  }

  @Test
  void theLargestEventGoesThroughAndALargerOneIsRefused() throws Exception {
    // Given
    int largest = 1024 * 1024 - 4096;
    String frame = event("large", "u", "page_view").replace("\"note\":\"\"", "\"note\":\"%s\"");
    Random random = new Random(7);
    StringBuilder incompressible = new StringBuilder();
    while (incompressible.length() < largest - (frame.length() - 2)) {
      incompressible.append((char) ('0' + random.nextInt(75)));
    }
    String event = frame.formatted(incompressible.toString().replace('\\', '_'));

    // When
    int atTheLimit = client.post(event).statusCode();
    int beyond = client.post(event.replaceFirst("\\{", "{ ")).statusCode();

    // Then
    assertThat(event.getBytes(UTF_8)).hasSize(largest);
    assertThat(atTheLimit).isEqualTo(202);
    assertThat(beyond).isEqualTo(413);
    assertThat(ids(enriched.awaitRecords(1, SOON))).containsExactly("large");
  }

  private static String event(String id, String user, String type) {
    return """
        {"event_id":"%s","event_type":"%s","timestamp":"%s","user_id":"%s","session_id":"s","source":"web",\
        "properties":{"page_url":"https://shop.example/","product_id":"p","order_id":"o","total_amount":1.10,\
        "price":1.10},"metadata":{"sdk_version":"1.0.0"},"note":""}"""
        .formatted(id, type, Instant.now(), user);
  }

  private static boolean isNotJson(Sample sample) {
    return "not-json".equals(sample.expectedTag());
  }

  /** Others are followed by their number and their tags. */
  private static boolean showsItsId(Sample sample) {
    return !isNotJson(sample) && !"not-an-object".equals(sample.expectedTag());
  }

  private static List<SentEvent> sent(List<Sample> samples) {
    return samples.stream().map(sample -> new SentEvent(sample.eventId(), "", "")).toList();
  }

  private static List<ReadRecord> read(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(ReadRecord::of).toList();
  }

  private static List<String> ids(List<ConsumerRecord<byte[], byte[]>> records) {
    return read(records).stream().map(ReadRecord::eventId).toList();
  }

  private static List<String> tags(List<ConsumerRecord<byte[], byte[]>> letters) {
    return letters.stream().map(letter -> header(letter, "dead-letter-failure")).toList();
  }

  private static ConsumerRecord<byte[], byte[]> single(TopicReader topic) {
    List<ConsumerRecord<byte[], byte[]>> records = topic.awaitRecords(1, SOON);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  /** Where every Kafka client's default partitioner puts the key. */
  private static int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
