package com.ecompulse.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventLimitsTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void theDefaultsAreThoseOfTheContract() {
    assertThat(EventLimits.DEFAULTS)
        .isEqualTo(
            new EventLimits(1_048_576, 2_031_616, 64, Duration.ofHours(24), Duration.ofDays(30)));
  }

  @Test
  void aLimitThatIsNoneIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventLimits(0, 1, 1, DAY, DAY))
        .withMessage("maxEventBytes must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventLimits(1, 0, 1, DAY, DAY))
        .withMessageStartingWith("maxEnrichedBytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventLimits(1, 1, 0, DAY, DAY))
        .withMessageStartingWith("maxDepth");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventLimits(1, 1, 1, Duration.ofMillis(-1), DAY))
        .withMessageStartingWith("maxAhead");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventLimits(1, 1, 1, DAY, Duration.ofSeconds(Long.MAX_VALUE)))
        .withMessageStartingWith("maxBehind");
  }
}
