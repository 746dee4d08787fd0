package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.Configs;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of refusals: by a process before its first, and by the README. */
class RefusalReasonsTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| (`[45].+?) \\| (.+?) \\| (.+?) \\| ", Pattern.MULTILINE);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void whereThereIsAFrontDoorAFreshScrapeHasEachReasonAtNought() {
    // Given
    RefusalReasons reasons =
        new RefusalReasons(Configs.with(Map.of("pipeline.ingest.enabled", "true")), registry);

    // When
    reasons.tell(new StartupEvent());

    // Then
    assertThat(registry.find("ecompulse.ingest.rejected").counters())
        .allSatisfy(counter -> assertThat(counter.count()).isZero())
        .extracting(counter -> counter.getId().getTag("reason"))
        .containsExactlyInAnyOrderElementsOf(Stream.of(Kind.values()).map(Kind::code).toList());
  }

  @Test
  void aProcessThatTakesNoEventsHasNone() {
    // Given
    RefusalReasons reasons =
        new RefusalReasons(Configs.with(Map.of("pipeline.ingest.enabled", "false")), registry);

    // When
    reasons.tell(new StartupEvent());

    // Then
    assertThat(registry.find("ecompulse.ingest.rejected").counters()).isEmpty();
  }

  /** What programs may rely on, in one table. */
  @Test
  void theReadmesTableOfAnswersHasEachWithItsStatusAndItsCodes() throws IOException {
    // When
    List<MatchResult> rows = ROW.matcher(Files.readString(Path.of("README.md"))).results().toList();

    // Then
    assertThat(Kind.values())
        .allSatisfy(
            kind ->
                assertThat(rows)
                    .filteredOn(row -> row.group(2).contains("`" + kind.code() + "`"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.group(1)).contains("`" + kind.status()))
                    .satisfies(
                        row -> assertThat(row.group(3)).contains("" + kind.kafkaRestCode())));
  }
}
