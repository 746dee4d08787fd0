package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.Failure;
import com.ecompulse.pipeline.event.Violation;
import com.ecompulse.pipeline.raw.RawHeaders;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final byte[] KEY = "user".getBytes(UTF_8);
  private static final byte[] PAYLOAD = "payload".getBytes(UTF_8);
  private static final byte[] HUGE = new byte[3 * 1024 * 1024];
  private static final Failure INVALID =
      new Failure.InvalidEvent(
          List.of(
              new Violation("/user_id", "required", "must be there"),
              new Violation("/a\"b", "r", "ü")));

  @Test
  void carriesTheRawRecordUnchanged() {
    // Given
    ConsumerRecord<byte[], byte[]> raw = raw("payload".getBytes(UTF_8));
    raw.headers().add("client-ip", "203.0.113.7".getBytes(UTF_8));

    // When
    ProducerRecord<byte[], byte[]> letter = new DeadLetter(raw, INVALID, 99).toRecord("dlq", 1);

    // Then
    assertThat(letter.topic()).isEqualTo("dlq");
    assertThat(letter.key()).isSameAs(raw.key());
    assertThat(letter.value()).isSameAs(raw.value());
    assertThat(header(letter, "client-ip")).isEqualTo("203.0.113.7");
  }

  @Test
  void tellsWhereItCameFromAndWhatWasWrong() {
    // When
    ProducerRecord<byte[], byte[]> letter =
        new DeadLetter(raw(new byte[0]), INVALID, 1_763_885_550_123L).toRecord("dlq", 1);

    // Then
    assertThat(header(letter, "dead-letter-topic")).isEqualTo("raw");
    assertThat(header(letter, "dead-letter-partition")).isEqualTo("3");
    assertThat(header(letter, "dead-letter-offset")).isEqualTo("41");
    assertThat(header(letter, "dead-letter-failure")).isEqualTo("invalid-event");
    assertThat(header(letter, "dead-letter-reason")).isEqualTo(INVALID.reason());
    assertThat(header(letter, "dead-letter-timestamp")).isEqualTo("1763885550123");
    assertThat(header(letter, "dead-letter-violations"))
        .isEqualTo(
            """
            [{"path":"/user_id","rule":"required","message":"must be there"},\
            {"path":"/a\\"b","rule":"r","message":"ü"}]""");
    assertThat(header(letter, "dead-letter-exception-class-name")).isNull();
    assertThat(header(letter, "dead-letter-original-size")).isNull();
  }

  @Test
  void theFirstLetterOfAnEventIsAttemptOne() {
    assertThat(header(letter(raw(new byte[0])), "dead-letter-attempt")).isEqualTo("1");
  }

  @Test
  void eachReplayThatFailsIsOneMore() {
    // Given
    ConsumerRecord<byte[], byte[]> replayed = raw(new byte[0]);
    replayed.headers().add(RawHeaders.REPLAY_ATTEMPT, "2".getBytes(UTF_8));

    // When, Then
    assertThat(header(letter(replayed), "dead-letter-attempt")).isEqualTo("3");
  }

  @Test
  void aClientCannotForgeALettersHeaders() {
    // Given
    ConsumerRecord<byte[], byte[]> raw = raw(new byte[0]);
    raw.headers().add("dead-letter-failure", "forged".getBytes(UTF_8));
    raw.headers().add(RawHeaders.REPLAY_ATTEMPT, "many".getBytes(UTF_8));

    // When
    ProducerRecord<byte[], byte[]> letter = letter(raw);

    // Then
    assertThat(letter.headers().headers("dead-letter-failure")).hasSize(1);
    assertThat(header(letter, "dead-letter-failure")).isEqualTo("invalid-event");
    assertThat(header(letter, "dead-letter-attempt")).isEqualTo("1");
  }

  @Test
  void ourOwnErrorNamesItsException() {
    // When
    ProducerRecord<byte[], byte[]> letter =
        new DeadLetter(raw(new byte[0]), new Failure.InternalError("a.B"), 99).toRecord("dlq", 1);

    // Then
    assertThat(header(letter, "dead-letter-exception-class-name")).isEqualTo("a.B");
  }

  @Test
  void aTombstoneIsALetterWithoutAPayload() {
    assertThat(letter(raw(null)).value()).isNull();
  }

  @Test
  void onlyAPayloadBeyondTheTopicsLimitIsCutAndThatIsSaid() {
    // Given
    int room = Carried.MAX_BYTES; // whatever usual key and headers stand beside it
    byte[] fitting = new byte[room];
    byte[] large = new byte[room + 1];
    Arrays.fill(large, (byte) 'x');

    // When
    ProducerRecord<byte[], byte[]> whole = letter(raw(fitting));
    ProducerRecord<byte[], byte[]> cut = letter(raw(large));

    // Then
    assertThat(whole.value()).isSameAs(fitting);
    assertThat(cut.value()).isEqualTo(Arrays.copyOf(large, room));
    assertThat(header(cut, "dead-letter-original-size")).isEqualTo("" + large.length);
  }

  @Test
  void whereTheTopicTakesLessTheFirstShareOfThePayloadIsKept() {
    // Given
    byte[] payload = "0123456789abcdef".getBytes(UTF_8);

    // When
    ProducerRecord<byte[], byte[]> cut =
        new DeadLetter(raw(payload), INVALID, 99).toRecord("dlq", 8);

    // Then
    assertThat(cut.value()).isEqualTo("01".getBytes(UTF_8));
    assertThat(header(cut, "dead-letter-original-size")).isEqualTo("16");
  }

  @Test
  void headersThatHaveNoRoomAreLeftOutAndThatIsSaid() {
    // Given
    ConsumerRecord<byte[], byte[]> raw = raw(PAYLOAD);
    raw.headers().add("client-ip", "203.0.113.7".getBytes(UTF_8)).add("note", HUGE);

    // When
    ProducerRecord<byte[], byte[]> letter = letter(raw);

    // Then
    assertThat(letter.value()).isSameAs(PAYLOAD);
    assertThat(letter.key()).isSameAs(raw.key());
    assertThat(letter.headers()).allMatch(header -> header.key().startsWith("dead-letter-"));
    assertThat(Long.parseLong(header(letter, "dead-letter-original-headers-size")))
        .isBetween((long) HUGE.length, HUGE.length + 100L);
    assertThat(header(letter, "dead-letter-original-key-size")).isNull();
    assertThat(header(letter, "dead-letter-original-size")).isNull();
  }

  @Test
  void aKeyThatHasNoRoomIsLeftOutAndThatIsSaid() {
    // Given
    ConsumerRecord<byte[], byte[]> raw = new ConsumerRecord<>("raw", 3, 41, HUGE, PAYLOAD);
    raw.headers().add("client-ip", "203.0.113.7".getBytes(UTF_8));

    // When
    ProducerRecord<byte[], byte[]> letter = letter(raw);

    // Then
    assertThat(letter.value()).isSameAs(PAYLOAD);
    assertThat(letter.key()).isNull();
    assertThat(header(letter, "client-ip")).isEqualTo("203.0.113.7");
    assertThat(header(letter, "dead-letter-original-key-size")).isEqualTo("" + HUGE.length);
    assertThat(header(letter, "dead-letter-original-headers-size")).isNull();
  }

  @Test
  void thePayloadMakesRoomForAKeyAndHeadersThatAreSmaller() {
    // Given
    byte[] large = new byte[Carried.MAX_BYTES];
    byte[] note = new byte[100_000];
    ConsumerRecord<byte[], byte[]> raw = raw(large);
    raw.headers().add("note", note);

    // When
    ProducerRecord<byte[], byte[]> letter = letter(raw);

    // Then
    assertThat(letter.headers().lastHeader("note").value()).isSameAs(note);
    assertThat(letter.value()).hasSizeBetween(large.length - 35_000, large.length - 34_000);
    assertThat(header(letter, "dead-letter-original-size")).isEqualTo("" + large.length);
  }

  @Test
  void whatIsMissingOfAWholeLetterNobodyCanForge() {
    // Given
    ConsumerRecord<byte[], byte[]> raw = raw(PAYLOAD);
    for (String part : List.of("", "-key", "-headers")) {
      raw.headers().add("dead-letter-original" + part + "-size", "7".getBytes(UTF_8));
    }

    // When
    ProducerRecord<byte[], byte[]> letter = letter(raw);

    // Then
    assertThat(letter.headers()).noneMatch(header -> header.key().contains("original"));
  }

  private static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> raw) {
    return new DeadLetter(raw, INVALID, 99).toRecord("dlq", 1);
  }

  private static ConsumerRecord<byte[], byte[]> raw(byte[] value) {
    return new ConsumerRecord<>("raw", 3, 41, KEY, value);
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return RawHeaders.text(record.headers(), name);
  }
}
