package com.ecompulse.pipeline.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What stands in {@code k8s/monitoring}. */
final class AlertRules {
  static final Path FOLDER = Path.of("k8s", "monitoring");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private AlertRules() {}

  /** A rule as Prometheus loads it. */
  record Rule(String alert, String expr, String runbookUrl) {}

  static List<Rule> all() {
    return stream(yaml("rules.yaml").get("groups"))
        .flatMap(group -> stream(group.get("rules")))
        .map(AlertRules::rule)
        .toList();
  }

  static JsonNode yaml(String file) {
    try {
      return YAML.readTree(FOLDER.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static Rule rule(JsonNode rule) {
    return new Rule(
        rule.get("alert").asText(),
        rule.get("expr").asText(),
        rule.get("annotations").get("runbook_url").asText());
  }
}
