package com.ecompulse.pipeline.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SegmentTableTest {

  @Property(tries = 50)
  void itIsAMapWhateverIsPutAndRemoved(@ForAll long seed) {
    Random random = new Random(seed);
    SegmentTable table = new SegmentTable(Integer.MAX_VALUE);
    Map<String, Integer> map = new HashMap<>();

    for (int i = 0; i < 20_000; i++) {
      String key = "user_" + random.nextInt(8_000);
      if (random.nextInt(3) == 0) {
        table.remove(key);
        map.remove(key);
      } else {
        byte value = (byte) random.nextInt(4);
        assertThat(table.put(key, value)).isTrue();
        map.put(key, (int) value);
      }
    }

    assertThat(table.size()).isEqualTo(map.size());
    for (int i = 0; i < 8_000; i++) {
      String key = "user_" + i;
      assertThat(table.get(key)).isEqualTo(map.getOrDefault(key, SegmentTable.ABSENT));
    }
  }

  @Example
  void aFullTableTakesNoNewKeyAndChangesOldOnes() {
    // Given
    SegmentTable table = new SegmentTable(2);
    table.put("a", (byte) 1);
    table.put("b", (byte) 1);

    // When, Then
    assertThat(table.put("c", (byte) 1)).isFalse();
    assertThat(table.put("a", (byte) 3)).isTrue();
    assertThat(table.get("a")).isEqualTo(3);
    assertThat(table.get("c")).isEqualTo(SegmentTable.ABSENT);

    // When
    table.remove("b");

    // Then
    assertThat(table.put("c", (byte) 2)).isTrue();
    assertThat(table.size()).isEqualTo(2);
  }

  @Example
  void anEntryTakesNoMoreBytesThanIsSaid() {
    // Given
    SegmentTable table = new SegmentTable(Integer.MAX_VALUE);

    // When, Then
    for (int i = 1; i <= 400_000; i++) {
      table.put("user_" + i, (byte) 1);
      if (i > 50_000 && i % 10_000 == 0) {
        assertThat((double) table.bytes() / i).isBetween(11.9, 26.0);
      }
    }
  }
}
