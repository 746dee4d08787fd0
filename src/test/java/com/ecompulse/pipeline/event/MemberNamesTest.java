package com.ecompulse.pipeline.event;

import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.failureOf;
import static com.ecompulse.pipeline.event.Events.process;
import static com.ecompulse.pipeline.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of members, whose number, length and characters JSON leaves open. */
class MemberNamesTest {

  private static final int MEBIBYTE = 1 << 20;

  @Test
  void aNameOfAnyLengthIsJson() {
    String name = "n".repeat(200_000);

    assertThat(process(with(MINIMAL, "\"" + name + "\":1"))).isInstanceOf(Outcome.Enriched.class);
    assertThat(process(with(MINIMAL, "\"a\":{\"" + name + "\":[{}]}")))
        .isInstanceOf(Outcome.Enriched.class);
    assertThat(process("[{\"" + name + "\":1}]"))
        .isEqualTo(new Outcome.Rejected(new Failure.NotAnObject()));
  }

  @Test
  void longNamesAreNotKeptInMemory() {
    long before = usedAfterGarbageCollection();

    for (int i = 0; i < 200; i++) {
      process(with(MINIMAL, "\"" + i + "n".repeat(200_000) + "\":1"));
    }

    assertThat(usedAfterGarbageCollection() - before).isLessThan(20 * MEBIBYTE);
  }

  @Test
  void namesThatShareAHashAreJson() {
    String names =
        collidingNames(5000).map(name -> "\"" + name + "\":0").collect(Collectors.joining(","));

    assertThat(process(with(MINIMAL, names))).isInstanceOf(Outcome.Enriched.class);
  }

  /** Else a few kilobytes, inflated, are looked up in a row of thousands, again and again. */
  @Test
  void fewNamesThatShareAHashAreLookedThrough() {
    byte[] names =
        collidingNames(5000)
            .map(name -> "\"" + name + "\":0")
            .collect(Collectors.joining(",", "{", "}"))
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(
            () -> {
              JsonParser parser = JsonTexts.factoryOfBytes(64).createParser(names);
              while (parser.nextToken() != null) {}
            })
        .isInstanceOf(StreamConstraintsException.class);
  }

  @Test
  void anyNumberOfNamesIsJson() {
    String names =
        IntStream.range(0, 80_000)
            .mapToObj(i -> "\"" + i + "\":0")
            .collect(Collectors.joining(","));

    assertThat(process(with(MINIMAL, names))).isInstanceOf(Outcome.Enriched.class);
  }

  @Test
  void aNameWithEscapedSurrogatesIsJson() {
    String name = "\\ud83d\\ude00";

    assertThat(process(with(MINIMAL, "\"" + name + "\":1"))).isInstanceOf(Outcome.Enriched.class);
    assertThat(failureOf(with(MINIMAL, "\"" + name + "\":")).tag()).isEqualTo("not-json");
    assertThat(failureOf(with(MINIMAL, "\"" + name + "\":" + "[".repeat(64) + "]".repeat(64))))
        .isEqualTo(new Failure.TooDeep(64));
    assertThat(failureOf("[{\"" + name + "\":1}]")).isEqualTo(new Failure.NotAnObject());
    assertThat(failureOf(with(MINIMAL, "\"" + name + "\":1") + "1").tag()).isEqualTo("not-json");
  }

  private static long usedAfterGarbageCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /**
   * Names of eight ASCII characters that Jackson's table of names gives one hash, whatever its
   * seed: it mixes the seed in only after the two halves, of which one can be solved for the other.
   */
  static Stream<String> collidingNames(int count) {
    Random random = new Random(1);
    return Stream.generate(() -> letters(random.nextInt()))
        .map(MemberNamesTest::collidingName)
        .filter(name -> name.chars().allMatch(c -> c > '#' && c < 127 && c != '\\'))
        .distinct()
        .limit(count);
  }

  private static String collidingName(int second) {
    int mixed = 0x61626364 - second * 33;
    int sum = mixed ^ mixed >>> 9 ^ mixed >>> 18 ^ mixed >>> 27;
    int first = sum - (sum - (sum - (sum >>> 15) >>> 15) >>> 15);
    byte[] name = ByteBuffer.allocate(8).putInt(first).putInt(second).array();
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  /** Four characters, from @ on, as one number. */
  private static int letters(int random) {
    return (random & 0x3F3F3F3F) + 0x40404040;
  }
}
