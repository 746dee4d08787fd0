package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.Configs;
import com.ecompulse.pipeline.topics.TopicSpec;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says that the windows of duplicates take and last, one can reckon oneself. */
class DuplicatesReckoningTest {
  private static final double MB = 1e6;
  private static final double MIB = 1 << 20;
  private static final long MINUTES = 60;

  /** The native binary's heap and the pod's memory, in MiB. */
  private static final long HEAP = 128;

  private static final long LIMIT = 256;

  private final long partitions =
      TopicSpec.ALL.stream()
          .filter(t -> t.name().equals(TopicSpec.RAW))
          .findFirst()
          .orElseThrow()
          .partitions();
  private final long ids = defaultIds();
  private final String readme = text("README.md");
  private final long bytes = number(readme, "room for (\\d+) bytes an id");

  /** {@code EventWindowSizeTest} holds windows to the first of them. */
  @Test
  void theSameBytesAnIdAreReckonedWithEverywhere() {
    String row =
        "`pipeline.duplicates.max-ids-per-partition` \\| `\\d+` \\|[^|]* (\\d+) bytes each";
    assertThat(number(readme, row)).isEqualTo(bytes);
    assertThat(
            number(
                text("k8s/monitoring/runbooks.md"), "`-Xmx`[^`]* by (\\d+) bytes for each id more"))
        .isEqualTo(bytes);
  }

  @Test
  void theDefaultTakesAndLastsWhatIsSaid() {
    assertThat(number(readme, "The default takes up to (\\d+) MB"))
        .isEqualTo(Math.round(ids * partitions * bytes / MB));
    assertThat(number(readme, "lasts an hour at ([\\d,]+) events a minute"))
        .isEqualTo(ids * partitions / MINUTES);
  }

  /** Whoever sends them slowly can have all of that held at once. */
  @Test
  void theDefaultsWindowsAndTheDefaultsBodiesFitTheHeapTogether() {
    long bodies = size("pipeline.ingest.max-reading-size");
    long inFlight = size("pipeline.ingest.max-in-flight-size");
    assertThat(ids * partitions * bytes + bodies + inFlight).isLessThan(HEAP * (1 << 20) * 8 / 10);
  }

  @Test
  void theHeapThatIsNamedForMoreHasAsMuchBesidesAsTheDefault() {
    // Given
    MatchResult more =
        match(
            readme,
            "At ([\\d,]+) it lasts (\\d+) minutes; an hour takes ([\\d,]+) ids: up to (\\d+) MB");
    double takenByDefault = ids * partitions * bytes;
    double taken = number(more.group(3)) * partitions * bytes;

    // When
    MatchResult pod = match(readme, "That is `-Xmx(\\d+)m` and a limit of (\\d+)Mi");

    // Then
    assertThat(number(more.group(2))).isEqualTo(ids * partitions / number(more.group(1)));
    assertThat(number(more.group(3))).isEqualTo(number(more.group(1)) * MINUTES / partitions);
    assertThat(number(more.group(4))).isEqualTo(Math.round(taken / MB));
    long heap = number(pod.group(1));
    assertThat(heap * MIB - taken).isGreaterThan(HEAP * MIB - takenByDefault);
    assertThat(number(pod.group(2)) - LIMIT).isGreaterThanOrEqualTo((heap - HEAP) * 3 / 2);
  }

  /** KEDA counts the lag alone: what it does not ask for goes again. */
  @Test
  void theProcessesThatAreNamedForMoreKeepTheDefaultsRoomWhenOneFailsAndDoNotGoAgain() {
    // Given
    long processes = number(readme, "eight processes .*?`minReplicaCount: (\\d+)`");
    long wanted = number(readme, "an hour takes ([\\d,]+) ids");

    // When
    long most = (partitions + processes - 2) / (processes - 1);

    // Then
    assertThat(processes).isEqualTo(8);
    assertThat(most * wanted).isLessThanOrEqualTo(ids * partitions);
    assertThat(text("k8s/monitoring/runbooks.md"))
        .contains("more processes, so that each")
        .contains("`minReplicaCount`");
  }

  /** Who needs more than the default is told so before anything is deployed. */
  @Test
  void whatIsPromisedOfDuplicatesIsWhatTheDefaultKeeps() {
    String promise =
        match(readme, "\\*\\*Sent again is not counted again\\.\\*\\* (.*?) - \\*\\*").group(1);
    String before = match(readme, "Change first what is your own (.*?) ```shell").group(1);
    long eventsAMinute = ids * partitions / MINUTES;
    assertThat(number(promise, "an hour at up to ([\\d,]+) events a minute"))
        .isEqualTo(eventsAMinute);
    assertThat(number(before, "more than ([\\d,]+) events a minute")).isEqualTo(eventsAMinute);
    assertThat(before)
        .contains(
            "`PIPELINE_DUPLICATES_MAX_IDS_PER_PARTITION`", "-Xmx", "memory", "`minReplicaCount`");
  }

  private static long defaultIds() {
    return number(Configs.byDefault("pipeline.duplicates.max-ids-per-partition"));
  }

  private static long size(String setting) {
    return new MemorySizeConverter().convert(Configs.byDefault(setting)).asLongValue();
  }

  private static long number(String text, String pattern) {
    return number(match(text, pattern).group(1));
  }

  private static MatchResult match(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .findFirst()
        .orElseThrow(() -> new AssertionError("it does not say: " + pattern));
  }

  private static long number(String digits) {
    return Long.parseLong(digits.replace(",", ""));
  }

  /** Its lines joined. */
  private static String text(String file) {
    try {
      return Files.readString(Path.of(file)).replaceAll("\\s+", " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
