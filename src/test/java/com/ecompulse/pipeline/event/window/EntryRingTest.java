package com.ecompulse.pipeline.event.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryRingTest {
  private final EntryRing ring = new EntryRing();

  /** Whatever of a chunk has been released when the ring grows. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 513, 3 * 512, 3 * 512 + 1})
  void whatItHoldsStaysThroughEachGrowth(int released) {
    // Given
    append(released + 1);
    ring.release(released);

    for (int slots = ring.slots(); slots <= 1 << 17; slots *= 2) {
      // When
      append(slots);

      // Then
      assertHolds(released);
    }
  }

  @Test
  void itGoesRoundWithoutGrowing() {
    // Given
    append(60_000);
    int slots = ring.slots();

    // When
    for (int round = 0; round < 100; round++) {
      ring.release(ring.tail() - 50_000);
      append(5_000);
    }

    // Then
    assertThat(ring.slots()).isEqualTo(slots);
    assertHolds(ring.tail() - 55_000);
  }

  @Test
  void onceEmptyItIsAsSmallAsANewOneAndCountsOn() {
    // Given
    append(100_000);

    // When
    ring.release(ring.tail());

    // Then
    assertThat(ring.bytes()).isEqualTo(new EntryRing().bytes());
    append(1);
    assertThat(ring.tail()).isEqualTo(100_001);
    assertHolds(100_000);
  }

  private void append(int entries) {
    for (int i = 0; i < entries; i++) {
      if (ring.isFull()) {
        ring.grow();
      }
      ring.reserve();
      long position = ring.tail();
      ring.append(position * 31, ~position, (int) -position, (int) position ^ 0x5555);
    }
  }

  private void assertHolds(long from) {
    for (long position = from; position < ring.tail(); position++) {
      assertThat(
              ring.high(position) == position * 31
                  && ring.low(position) == ~position
                  && ring.time(position) == (int) -position
                  && ring.session(position) == ((int) position ^ 0x5555)
                  && ring.position(ring.slot(position)) == position)
          .as("entry %d", position)
          .isTrue();
    }
  }
}
