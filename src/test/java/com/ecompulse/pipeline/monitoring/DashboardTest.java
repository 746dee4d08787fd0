package com.ecompulse.pipeline.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.telemetry.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the dashboard's queries have in common with the service's meters and with the rules. */
class DashboardTest {
  private static final Path METERS =
      Path.of("src", "main", "java", Meters.class.getName().replace('.', '/') + ".java");

  private static final Pattern METER = Pattern.compile("\"(ecompulse(?:\\.[a-z]+)+)\"");
  private static final String CHOSEN = "{namespace=~\"$namespace\"}";

  @Test
  void everyMeterOfTheServiceHasACurve() throws IOException {
    // Given
    String queries =
        Dashboard.curves().stream().map(Dashboard.Curve::expr).collect(Collectors.joining("\n"));

    // When, Then
    assertThat(METER.matcher(Files.readString(METERS)).results().map(meter -> meter.group(1)))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            meter ->
                assertThat(queries)
                    .containsPattern(meter.replace('.', '_') + "(?:_total|_seconds_bucket)?\\b"));
  }

  @Test
  void restartsAreCountedAsTheRuleCountsThem() {
    // Given
    String rule =
        AlertRules.all().stream()
            .filter(one -> one.alert().equals("EcompulseInstanceRestarting"))
            .map(one -> one.expr().replace(" >= 2", ""))
            .collect(Collectors.joining("\n"));

    // When, Then
    assertThat(queriesWith("process_start_time_seconds"))
        .hasSize(1)
        .allSatisfy(query -> assertThat(query.replace(CHOSEN, "")).contains(rule));
  }

  /** Partitions of two namespaces have the same numbers. */
  @Test
  void everyLagIsOfAPartitionInItsNamespace() {
    assertThat(queriesWith("ecompulse_consumer_lag"))
        .hasSizeGreaterThan(2)
        .allSatisfy(
            query -> assertThat(new Query(query).groupedBy()).contains("namespace", "partition"));
  }

  /** The share that a process tells is of all that its node has. */
  @Test
  void processorTimeIsInProcessors() {
    assertThat(queriesWith("process_cpu_usage"))
        .isNotEmpty()
        .allSatisfy(
            query -> assertThat(query).contains(CHOSEN + " * on (job, instance) system_cpu_count"));
  }

  private static List<String> queriesWith(String meter) {
    return Dashboard.curves().stream()
        .map(Dashboard.Curve::expr)
        .filter(query -> query.contains(meter))
        .toList();
  }
}
