package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayedLettersTest {

  @Test
  void knowsThoseThatWereAddedAndNoOthers() {
    // Given
    ReplayedLetters letters = new ReplayedLetters();
    Place far = new Place(0, (1L << 40) + 65_536);

    // When
    letters.add(new Place(0, 65_535));
    letters.add(far);

    // Then
    assertThat(letters.contains(new Place(0, 65_535))).isTrue();
    assertThat(letters.contains(far)).isTrue();
    assertThat(letters.contains(new Place(1, 65_535))).isFalse();
    assertThat(letters.contains(new Place(0, 65_536))).isFalse();
    assertThat(letters.contains(new Place(0, 1L << 40))).isFalse();
  }
}
