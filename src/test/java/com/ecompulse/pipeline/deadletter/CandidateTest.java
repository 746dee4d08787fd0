package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateTest {
  private static final byte[] EVENT = "{}".getBytes(UTF_8);
  private static final int MAX_ATTEMPTS = 2;

  @Test
  void aWholeLetterIsReplayedAsItIs() {
    assertThat(candidate("dead-letter-reason", null).obstacle(MAX_ATTEMPTS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dead-letter-original-size, payload-cut",
    "dead-letter-original-key-size, key-left-out",
    "dead-letter-original-headers-size, headers-left-out"
  })
  void aLetterThatIsNotWholeIsReplayedOnlyWhereItIsCorrected(String header, String obstacle) {
    // When
    Optional<String> asItIs = candidate(header, null).obstacle(MAX_ATTEMPTS);
    Optional<String> corrected = candidate(header, EVENT).obstacle(MAX_ATTEMPTS);

    // Then
    assertThat(asItIs).contains(obstacle);
    assertThat(corrected).isEmpty();
  }

  private static Candidate candidate(String header, byte[] corrected) {
    ProducerRecord<byte[], byte[]> written = LetterRecords.invalid("u", EVENT);
    written.headers().add(header, "3145728".getBytes(UTF_8));
    Letter letter = LetterRecords.letter(written);
    return new Candidate(letter.place(), Optional.of(letter), corrected, false);
  }
}
