package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.enrich.Steps;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Events;
import com.ecompulse.pipeline.event.Outcome;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what there is. */
class ReadmeTest {
  private static final Pattern SETTING =
      Pattern.compile("^\\| `(pipeline\\.[^`]+)` \\| `([^`]+)` \\| \\S.* \\|$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)#]+)\\)");
  private static final Pattern OWN_PART = Pattern.compile("]\\(#([^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
  private static final Pattern TEST = Pattern.compile("\\b[A-Z][a-z]\\w*(IT|Test|Contract)\\b");
  private static final Pattern CURL =
      Pattern.compile("curl -i localhost:8080/events[^\\n]* -d '(.*?}})'", Pattern.DOTALL);
  private static final Pattern JDK = Pattern.compile("(?:for JDK|`-Os` needs) (\\d+)");
  private static final Pattern HEAD = Pattern.compile("^\\| (.+) \\|\n\\|---", Pattern.MULTILINE);
  private static final Pattern REPLAY =
      Pattern.compile("\"payload\":(\\{.*?})}]}'", Pattern.DOTALL);
  private static final Pattern ENRICHMENT =
      Pattern.compile("^```json\n(\"enrichment\": .*?)\n```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Path PURCHASE = Path.of("src/test/resources/events/valid/purchase.json");
  private static final String TIME = "'$(date -u +%FT%TZ)'";
  private static final String SECONDS = "'$(date +%s)'";

  private final String readme = Files.readString(Path.of("README.md"));

  ReadmeTest() throws IOException {}

  @Test
  void itsTableHasEverySettingWithItsDefault() throws IOException {
    assertThat(settingsInTheReadme()).isEqualTo(settingsInTheCode());
  }

  @Test
  void itsLinksLeadSomewhere() {
    assertThat(LINK.matcher(readme).results().map(link -> link.group(1)))
        .isNotEmpty()
        .allSatisfy(target -> assertThat(Path.of(target)).exists());
  }

  /** By the rule of GitHub: a heading's words, small, joined by hyphens. */
  @Test
  void itsLinksToItsOwnPartsLeadThere() {
    // Given
    List<String> parts =
        HEADING
            .matcher(readme)
            .results()
            .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
            .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
            .toList();

    // When, Then
    assertThat(readme).doesNotContainPattern("]\\((?!http)[^)#]+#");
    assertThat(OWN_PART.matcher(readme).results().map(link -> link.group(1)))
        .isNotEmpty()
        .isSubsetOf(parts);
  }

  @Test
  void theTestsThatItNamesAreThere() throws IOException {
    // Given
    List<String> files;
    try (Stream<Path> all = Files.walk(Path.of("src"))) {
      files = all.map(file -> file.getFileName().toString()).toList();
    }

    // When, Then
    assertThat(TEST.matcher(readme).results().map(test -> test.group() + ".java"))
        .isNotEmpty()
        .isSubsetOf(files);
  }

  @Test
  void itsFirstEventIsAValidOne() {
    // Given
    Instant now = Instant.now();
    Matcher curl = CURL.matcher(readme);
    assertThat(curl.find()).isTrue();
    assertThat(curl.group(1))
        .as("an id that differs from call to call, or the next is a duplicate")
        .contains("\"event_id\": \"evt-" + SECONDS);
    String event = said(curl.group(1), now);

    // When
    Outcome outcome = outcome(event, now);

    // Then
    assertThat(outcome).isInstanceOf(Outcome.Enriched.class);
  }

  @Test
  void theEventThatItReplacesADeadLetterWithIsAValidOne() {
    // Given
    Instant now = Instant.now();
    Matcher replay = REPLAY.matcher(readme);
    assertThat(replay.find()).isTrue();

    // When
    Outcome outcome = outcome(said(replay.group(1), now), now);

    // Then
    assertThat(outcome).isInstanceOf(Outcome.Enriched.class);
  }

  @Test
  void theEnrichmentThatItShowsIsThatOfThePurchase() throws IOException {
    // Given
    Matcher shown = ENRICHMENT.matcher(readme);
    assertThat(shown.find()).isTrue();
    long received = Instant.parse("2026-11-23T08:12:31Z").toEpochMilli();
    EventContext context = new EventContext(received, received + 42, null, null, 3);

    // When
    JsonNode enrichment = Events.enrichmentOf(Files.readString(PURCHASE), Steps.with(), context);

    // Then
    assertThat(Events.tree("{" + shown.group(1) + "}").get("enrichment")).isEqualTo(enrichment);
  }

  /** {@code -Os} came with GraalVM for JDK 23, and an older one refuses it. */
  @Test
  void theNativeImageThatItNamesTakesTheOptionsOfTheBuild() throws IOException {
    // Given
    String build =
        readme.substring(readme.indexOf("## Native binary"), readme.indexOf("## How fast"));

    // When
    List<String> versions = JDK.matcher(build).results().map(jdk -> jdk.group(1)).toList();

    // Then
    assertThat(Path.of("src/main/resources/application.properties"))
        .content()
        .contains("additional-build-args=-Os,");
    assertThat(versions)
        .isNotEmpty()
        .allSatisfy(version -> assertThat(Integer.parseInt(version)).isGreaterThanOrEqualTo(23));
  }

  /** A column of another name would be of figures that the command does not print. */
  @Test
  void theColumnsOfItsFiguresAreThoseThatTheBenchmarksPrint() throws IOException {
    // Given
    String figures = readme.substring(readme.indexOf("## How fast"), readme.indexOf("## The code"));

    // When
    List<String> columns =
        HEAD.matcher(figures)
            .results()
            .flatMap(head -> Stream.of(head.group(1).split(" \\| ")))
            .toList();

    // Then
    String benchmarks = benchmarks();
    assertThat(columns)
        .isNotEmpty()
        .filteredOn(column -> !benchmarks.contains('"' + column + '"'))
        .isEmpty();
  }

  private static String benchmarks() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/bench/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  /** With what a shell puts in its place. */
  private static String said(String event, Instant now) {
    return event
        .replace(TIME, now.toString())
        .replace(SECONDS, Long.toString(now.getEpochSecond()));
  }

  private static Outcome outcome(String event, Instant now) {
    return new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps())
        .process(
            event.getBytes(UTF_8),
            new EventContext(now.toEpochMilli(), now.toEpochMilli(), null, null));
  }

  private Map<String, String> settingsInTheReadme() {
    Map<String, String> settings = new TreeMap<>();
    List<MatchResult> rows = SETTING.matcher(readme).results().toList();
    rows.forEach(row -> settings.put(row.group(1), row.group(2)));
    return settings;
  }

  /** The mapping's own defaults, and over them those of application.properties. */
  private static Map<String, String> settingsInTheCode() throws IOException {
    Properties overrides = new Properties();
    try (InputStream properties =
        Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
      overrides.load(properties);
    }
    Map<String, String> settings = new TreeMap<>();
    ConfigMappings.getProperties(ConfigClass.configClass(PipelineConfig.class))
        .forEach(
            (name, property) -> {
              if (name.endsWith("[*]")) {
                return; // a list, that is told without it, too
              }
              String given = overrides.getProperty(name);
              String own = property.hasDefaultValue() ? property.getDefaultValue() : null;
              String value = given == null ? own : given;
              settings.put(name, value == null ? "unset" : value);
            });
    return settings;
  }
}
