package com.ecompulse.pipeline.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts, their paragraphs and their cases belong together. */
class AlertRulesTest {
  private static final Pattern QUOTE = Pattern.compile("`([^`]+)`");
  private static final Pattern NO_LINE = Pattern.compile("kubectl |kafka-\\S+\\.sh |--|GET |POST ");

  @Test
  void theOperatorsRulesAreThePlainOnes() {
    assertThat(AlertRules.yaml("prometheusrule.yaml").get("spec"))
        .isEqualTo(AlertRules.yaml("rules.yaml"));
  }

  @Test
  void eachAlertLeadsToItsParagraph() {
    assertThat(AlertRules.all())
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(rule.runbookUrl())
                  .isEqualTo("runbooks.md#" + rule.alert().toLowerCase(Locale.ROOT));
              assertThat(AlertRules.text("runbooks.md"))
                  .containsPattern("(?m)^## %s\\n\\S".formatted(rule.alert()));
            });
  }

  @Test
  void eachParagraphIsAnAlerts() {
    assertThat(AlertRules.text("runbooks.md").lines().filter(line -> line.startsWith("## ")))
        .containsExactlyElementsOf(AlertRules.all().stream().map(r -> "## " + r.alert()).toList());
  }

  @Test
  void eachAlertHasACaseWhereItFiresAndOneWhereItStaysSilent() {
    List<String> alerts = AlertRules.all().stream().map(AlertRules.Rule::alert).toList();
    assertThat(cases(JsonNode::isEmpty)).containsAll(alerts);
    assertThat(cases(expected -> !expected.isEmpty())).containsAll(alerts);
  }

  @Test
  void eachLineOfTheLogThatARunbookQuotesIsSaidByTheService() throws IOException {
    // Given
    String code = mainCode();

    // When, Then
    assertThat(quotedLines())
        .contains("batch aborted, consumed again")
        .allSatisfy(line -> assertThat(code.contains(line)).as(line).isTrue());
  }

  /** Without them each of them ends at once. */
  @Test
  void whoIsToldToUseKafkasToolsIsToldWhatTheyAskFor() {
    assertThat(AlertRules.text("runbooks.md"))
        .containsPattern("`kafka-\\S+\\.sh ")
        .contains("`--bootstrap-server … --command-config …`");
  }

  @Test
  void theKustomizationNamesFilesThatAreThere() {
    JsonNode kustomization = AlertRules.yaml("kustomization.yaml");
    Stream<JsonNode> files =
        Stream.concat(
            AlertRules.stream(kustomization.get("resources")),
            AlertRules.stream(kustomization.get("configMapGenerator"))
                .flatMap(map -> AlertRules.stream(map.get("files"))));
    assertThat(files)
        .hasSizeGreaterThan(2)
        .allSatisfy(file -> assertThat(AlertRules.FOLDER.resolve(file.asText())).exists());
  }

  /** Quotes of several words that are neither a command nor a call; an ellipsis is what varies. */
  private static List<String> quotedLines() {
    return QUOTE
        .matcher(AlertRules.text("runbooks.md").replaceAll("\\s+", " "))
        .results()
        .map(quote -> quote.group(1))
        .filter(quote -> quote.contains(" ") && !NO_LINE.matcher(quote).lookingAt())
        .flatMap(quote -> Stream.of(quote.split("…")))
        .map(String::strip)
        .toList();
  }

  /** With each text in one piece. */
  private static String mainCode() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(AlertRulesTest::read)
          .collect(Collectors.joining())
          .replaceAll("\"\\s*\\+\\s*\"", "");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cases(Predicate<JsonNode> expected) {
    return AlertRules.stream(AlertRules.yaml("rules.test.yaml").get("tests"))
        .flatMap(test -> AlertRules.stream(test.get("alert_rule_test")))
        .filter(test -> expected.test(test.get("exp_alerts")))
        .map(test -> test.get("alertname").asText())
        .toList();
  }
}
