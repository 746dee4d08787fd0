package com.ecompulse.pipeline.process;

import static com.ecompulse.pipeline.event.Events.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.enrich.Privacy;
import com.ecompulse.pipeline.enrich.Steps;
import com.ecompulse.pipeline.event.Failure;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionalDeadLetterQueueTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final RefusedOutputs refused = new RefusedOutputs();
  private final TransactionalDeadLetterQueue strategy = strategy(Steps.privacy());

  @Test
  void aRejectedEventIsADeadLetterInTheOpenTransaction() {
    // When
    UniAssertSubscriber<Void> end = handle(new EventRejectedException(new Failure.NotAnObject()));

    // Then
    end.awaitItem();
    assertThat(producer.history())
        .singleElement()
        .extracting(ProducerRecord::topic)
        .isEqualTo("dlq");
  }

  @Test
  void theWorldsFaultIsNeverADeadLetter() {
    // When
    UniAssertSubscriber<Void> end = handle(new TimeoutException("brokers away"));

    // Then
    end.awaitFailure().assertFailedWith(TimeoutException.class);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void aProducerThatTakesNothingFailsTheBatch() {
    // Given
    producer.close();

    // When, Then
    handle(new EventRejectedException(new Failure.NotAnObject()))
        .awaitFailure()
        .assertFailedWith(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          enabled=true                                                     | ann | 203.0.113.7 | curl/8 | "ann"
          remove=/properties/ip_address                                    | ann | 203.0.113.7 | curl/8 | "ann"
          dead-letters=true                                                | ann | 203.0.113.7 | curl/8 | "ann"
          dead-letters=true remove=/properties/ip_address                  | ann |             | curl/8 | "ann"
          dead-letters=true remove=/properties/user_agent                  | ann | 203.0.113.7 |        | "ann"
          dead-letters=true remove=/properties                             | ann |             |        | "ann"
          dead-letters=true pseudonymise=/user_id                          | #   | 203.0.113.7 | curl/8 | "#"
          dead-letters=true pseudonymise=/properties/user_agent            | ann | 203.0.113.7 | #      | "ann"
          dead-letters=true pseudonymise=/properties/ip_address            | ann | #           | curl/8 | "ann"
          dead-letters=true pseudonymise=/properties                       | ann | #           | #      | "ann"
          dead-letters=true consent=opt-out                                | #   |             | curl/8 | "#"
          dead-letters=true consent=opt-out pseudonymise=/properties/ip_address | # |         | curl/8 | "#"
          dead-letters=true consent=opt-out pseudonymise=/properties       | #   |             | #      | "#"
          dead-letters=false consent=opt-out                               | ann | 203.0.113.7 | curl/8 | "ann"
          dead-letters=true consent=opt-out enabled=false                  | ann | 203.0.113.7 | curl/8 | "ann"
          """)
  void aLettersKeyAndHeadersTellNoMoreThanItsValue(
      String settings, String key, String clientIp, String userAgent, String userId) {
    // Given
    ConsumerRecord<byte[], byte[]> raw =
        new ConsumerRecord<>(
            "raw", 3, 41, bytes("ann"), bytes("{\"user_id\":\"ann\",\"metadata\":{\"dnt\":1}}"));
    raw.headers().add("received-at", bytes("7"));
    raw.headers().add("client-ip", bytes("203.0.113.7"));
    raw.headers().add("user-agent", bytes("curl/8"));
    raw.headers().add("write-key-id", null);

    // When
    handle(strategy(privacy(settings)), raw, new EventRejectedException(new Failure.NotAnObject()))
        .awaitItem();

    // Then
    ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
    assertThat(told(letter.key())).isEqualTo(key);
    assertThat(told(letter, "client-ip")).isEqualTo(clientIp);
    assertThat(told(letter, "user-agent")).isEqualTo(userAgent);
    assertThat(told(letter.value())).startsWith("{\"user_id\":" + userId + ",");
    assertThat(told(letter, "received-at")).isEqualTo("7");
    assertThat(letter.headers().lastHeader("write-key-id")).isNotNull();
    assertThat(told(raw.headers().lastHeader("client-ip").value())).isEqualTo("203.0.113.7");
  }

  @Test
  void aRecordWithoutKeyAndValueIsALetterWithoutThem() {
    // When
    handle(
            strategy(privacy("dead-letters=true pseudonymise=/user_id")),
            new ConsumerRecord<>("raw", 3, 41, null, null),
            new EventRejectedException(new Failure.NotJson(0)))
        .awaitItem();

    // Then
    ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
  }

  @Test
  void aLetterWhoseValueIsTooDeepToBeRedactedIsCutToNothing() {
    // Given
    byte[] tooDeep =
        bytes("{\"user_id\":\"ann\",\"d\":" + "[".repeat(2000) + "]".repeat(2000) + "}");

    // When
    handle(
            strategy(privacy("dead-letters=true pseudonymise=/user_id")),
            new ConsumerRecord<>(
                "raw",
                3,
                41,
                7,
                TimestampType.CREATE_TIME,
                3,
                tooDeep.length,
                bytes("ann"),
                tooDeep,
                new RecordHeaders(),
                Optional.empty()),
            new EventRejectedException(new Failure.TooDeep(64)))
        .awaitItem();

    // Then
    ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
    assertThat(told(letter.key())).isEqualTo("#");
    assertThat(letter.value()).isEmpty();
    assertThat(told(letter, "dead-letter-original-size")).isEqualTo("" + tooDeep.length);
  }

  @Test
  void aLetterThatIsRefusedAgainAndAgainCarriesNothingInTheEnd() {
    // Given
    ConsumerRecord<byte[], byte[]> raw =
        new ConsumerRecord<>("raw", 3, 41, new byte[1 << 20], new byte[1 << 20]);
    raw.headers().add("note", new byte[1 << 20]);
    do {
      refused.begun();
      refused.watch(raw).onCompletion(null, new RecordTooLargeException());
    } while (refused.times(raw) <= TransactionalDeadLetterQueue.MOST_CUTS);

    // When
    handle(strategy, raw, new EventRejectedException(new Failure.NotAnObject())).awaitItem();

    // Then
    assertThat(refused.nextTryDiffers()).isTrue();
    ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isEmpty();
    assertThat(letter.headers()).allMatch(header -> header.key().startsWith("dead-letter-"));
  }

  /** Settings with the key that pseudonyms are made with. */
  private static Privacy privacy(String settings) {
    List<String> all =
        new ArrayList<>(List.of("key-id", "k1", "keys.k1", "0123456789abcdef0123456789abcdef"));
    for (String setting : settings.split(" ")) {
      all.addAll(List.of(setting.split("=")));
    }
    return Steps.privacy(all.toArray(String[]::new));
  }

  private static String told(ProducerRecord<byte[], byte[]> letter, String header) {
    Header found = letter.headers().lastHeader(header);
    return found == null ? null : told(found.value());
  }

  /** A pseudonym is written #. */
  private static String told(byte[] text) {
    return new String(text, UTF_8).replaceAll("hmac:k1:[0-9a-f]{64}", "#");
  }

  private TransactionalDeadLetterQueue strategy(Privacy privacy) {
    return new TransactionalDeadLetterQueue(
        "dlq",
        () -> producer,
        refused,
        privacy,
        Clock.fixed(Instant.ofEpochMilli(99), ZoneOffset.UTC));
  }

  private UniAssertSubscriber<Void> handle(Throwable reason) {
    return handle(strategy, new ConsumerRecord<>("raw", 3, 41, null, new byte[0]), reason);
  }

  private static UniAssertSubscriber<Void> handle(
      TransactionalDeadLetterQueue strategy, ConsumerRecord<byte[], byte[]> raw, Throwable reason) {
    return strategy
        .handle(new IncomingKafkaRecord<>(raw, "raw-in", -1, null, null, false), reason, null)
        .subscribe()
        .withSubscriber(new UniAssertSubscriber<>());
  }
}
