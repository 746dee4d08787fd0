package com.ecompulse.pipeline.support.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SeedTest {

  @Test
  void theSameSeedGivesTheSameChance() {
    // Given
    Seed seed = new Seed(42);

    // When
    Random first = seed.random();
    Random second = seed.random();

    // Then
    assertThat(first.longs(10)).containsExactly(second.longs(10).boxed().toArray(Long[]::new));
  }
}
