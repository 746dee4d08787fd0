package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.raw.RawHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicateCountsTest {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

  private final DuplicateCounts counts = new DuplicateCounts(Clock.fixed(START, ZoneOffset.UTC));

  @Test
  void whoSendsTheMostComesFirst() {
    // When
    counts.add(new Sender("web", "Mozilla"));
    counts.add(new Sender("app", "okhttp"));
    counts.add(new Sender("app", "okhttp"));

    // Then
    DuplicateCounts.Report report = counts.report();
    assertThat(report.since()).isEqualTo("2026-11-23T08:00:00Z");
    assertThat(report.total()).isEqualTo(3);
    assertThat(report.duplicates())
        .containsExactly(
            new DuplicateCounts.Row("app", "okhttp", 2),
            new DuplicateCounts.Row("web", "Mozilla", 1));
  }

  @Test
  void clientsThatInventNamesShareARow() {
    // When
    for (int i = 0; i < 1_000; i++) {
      counts.add(new Sender("web", "invented" + i));
    }

    // Then
    assertThat(counts.report().total()).isEqualTo(1_000);
    assertThat(counts.report().duplicates())
        .hasSize(101)
        .first()
        .isEqualTo(new DuplicateCounts.Row("other", "other", 900));
  }

  @ParameterizedTest
  @CsvSource({
    "okhttp/4.12.0, okhttp",
    "Mozilla/5.0 (X11; Linux), Mozilla",
    "curl, curl",
    "alice@example.com, other",
    "'', other",
    "4711, other",
    "ThisIsAProductOfMoreThan32Characters/1, other",
    ", none"
  })
  void aClientIsKnownByItsProductAlone(String userAgent, String client) {
    // Given
    Headers headers = new RecordHeaders();
    if (userAgent != null) {
      headers.add(RawHeaders.USER_AGENT, userAgent.getBytes(StandardCharsets.UTF_8));
    }

    // When, Then
    assertThat(Sender.of(headers)).isEqualTo(new Sender("none", client));
  }
}
