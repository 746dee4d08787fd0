package com.ecompulse.pipeline.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The panels of {@code dashboard.json}. */
final class Dashboard {
  private static final String SAYS_THAT_IT_MAY_BE_EMPTY = "Empty while";

  private Dashboard() {}

  /**
   * One curve.
   *
   * @param mayBeEmpty whether its panel says so
   */
  record Curve(String panel, String expr, String legend, boolean mayBeEmpty) {
    /** The query as Grafana sends it where no namespace is chosen. */
    String sent() {
      return expr.replace("$namespace", ".*").replace("$__rate_interval", "1m");
    }
  }

  static JsonNode json() {
    try {
      return new ObjectMapper().readTree(AlertRules.FOLDER.resolve("dashboard.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Curve> curves() {
    return AlertRules.stream(json().get("panels"))
        .flatMap(
            panel ->
                AlertRules.stream(panel.get("targets"))
                    .map(
                        target ->
                            new Curve(
                                panel.get("title").asText(),
                                target.get("expr").asText(),
                                target.get("legendFormat").asText(),
                                panel
                                    .get("description")
                                    .asText()
                                    .contains(SAYS_THAT_IT_MAY_BE_EMPTY))))
        .toList();
  }
}
