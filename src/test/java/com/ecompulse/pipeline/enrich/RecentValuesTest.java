package com.ecompulse.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentValuesTest {

  private final List<String> found = new ArrayList<>();

  @Test
  void whatWasFoundIsNotLookedForAgain() {
    // Given
    RecentValues<Integer> lengths = new RecentValues<>(8, this::find);

    // When
    lengths.get("one");
    lengths.get("three");

    // Then
    assertThat(lengths.get("one")).isEqualTo(3);
    assertThat(lengths.get("three")).isEqualTo(5);
    assertThat(found).containsExactly("one", "three");
  }

  @Test
  void aFewThatShareAHashAreAllRemembered() {
    // Given
    RecentValues<Integer> lengths = new RecentValues<>(64, this::find);
    List<String> sameHash = List.of("AaAa", "AaBB", "BBAa", "BBBB");
    sameHash.forEach(lengths::get);

    // When
    sameHash.forEach(lengths::get);

    // Then
    assertThat(found).isEqualTo(sameHash);
  }

  @Test
  void theOldestMakesRoom() {
    // Given
    RecentValues<Integer> lengths = new RecentValues<>(4, this::find);
    List.of("a", "b", "c", "d", "e").forEach(lengths::get);
    found.clear();

    // When
    List.of("b", "c", "d", "e", "a").forEach(lengths::get);

    // Then
    assertThat(found).containsExactly("a");
  }

  @Test
  void itHoldsNoMoreThanItsSize() {
    // Given
    RecentValues<Integer> lengths = new RecentValues<>(3, this::find);
    for (int i = 0; i < 1000; i++) {
      lengths.get("key" + i);
    }
    found.clear();

    // When
    for (int i = 999; i >= 0; i--) {
      lengths.get("key" + i);
    }

    // Then
    assertThat(found).hasSizeGreaterThanOrEqualTo(996);
  }

  @Test
  void twoKeysOfOneHashAreNotTakenForEachOther() {
    RecentValues<String> same = new RecentValues<>(1, key -> key);

    assertThat(same.get("Aa")).isEqualTo("Aa");
    assertThat(same.get("BB")).isEqualTo("BB");
  }

  @Test
  void aSizeOfNoneRemembersNothing() {
    // Given
    RecentValues<Integer> lengths = new RecentValues<>(0, this::find);

    // When
    lengths.get("one");
    lengths.get("one");

    // Then
    assertThat(found).hasSize(2);
  }

  private Integer find(String key) {
    found.add(key);
    return key.length();
  }
}
