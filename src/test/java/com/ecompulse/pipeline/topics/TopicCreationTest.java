package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.junit.jupiter.api.Test;

class TopicCreationTest {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LAST = Duration.ofSeconds(15);

  private final TopicCreation creation = new TopicCreation();

  /** Brokers that start together with the service are soon enough of them. */
  @Test
  void theNextTryComesSoonAndLaterTheOftenerItHasFailed() {
    assertThat(afterFailures(1)).isEqualTo(FIRST);
    assertThat(afterFailures(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(afterFailures(2)).isEqualTo(Duration.ofSeconds(8));
    assertThat(afterFailures(1)).isEqualTo(LAST);
    assertThat(afterFailures(100)).isEqualTo(LAST);
  }

  @Test
  void itIsSoonAgainOnceOneWasMade() {
    // Given
    afterFailures(5);

    // When
    creation.ended(null);

    // Then
    assertThat(creation.trouble()).isEmpty();
    assertThat(afterFailures(1)).isEqualTo(FIRST);
  }

  private Duration afterFailures(int more) {
    for (int i = 0; i < more; i++) {
      creation.ended(new InvalidReplicationFactorException("of 3"));
    }
    return creation.backOff(FIRST, LAST);
  }
}
