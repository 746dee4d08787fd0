package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.event.SampleEvents.Sample;
import com.ecompulse.pipeline.support.guarantee.Conservation;
import com.ecompulse.pipeline.support.guarantee.Guarantee;
import com.ecompulse.pipeline.support.guarantee.History;
import com.ecompulse.pipeline.support.guarantee.Seed;
import com.ecompulse.pipeline.support.guarantee.SentEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/**
 * What the pipeline promises to those who post to it and read from it, on a real broker; held by
 * the application inside the test's JVM and by the packaged one.
 */
abstract class PipelineContract extends PipelineScene {
  private static final ObjectMapper JSON = new ObjectMapper();

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
  void sentAgainIsNotCountedAgain() throws Exception {
    // Given
    String event = event("again", "u", "page_view");

    // When
    client.post(event);
    client.post("[%s,%s]".formatted(event, event));
    client.post(event("after-again", "u", "page_view"));

    // Then
    enriched.awaitRecords(2, SOON);
    assertThat(ids(enriched.drain())).containsExactly("again", "after-again");
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
    try (Producer<byte[], byte[]> producer = pipeline().kafka().producer()) {
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

  /** Where every Kafka client's default partitioner puts the key. */
  private static int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
