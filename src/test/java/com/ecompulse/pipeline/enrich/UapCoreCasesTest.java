package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.Enrichments;
import com.ecompulse.pipeline.event.EventContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The public test cases of uap-core, in the version whose list we use, through the whole step. It
 * tells what uap-core tells, but for two rules: {@code Other} is left out, and so is a version
 * beyond its second part.
 */
class UapCoreCasesTest {

  /** It remembers nothing, so that each is recognised. */
  private static final Enrichments DEVICE = new Enrichments(List.of(new Device(0)));

  /** All of them take 20 seconds. */
  private static final int EVERY_NTH_DEVICE = 8;

  /** The classes, which uap-core does not tell, of families that leave no doubt. */
  private static final Map<String, String> CLASSES =
      Map.of(
          "Spider", "bot",
          "iPod", "phone",
          "Kindle", "tablet",
          "HbbTV", "tv",
          "NetCast.TV", "tv",
          "PlayStation", "console",
          "Nintendo", "console");

  private record Case(String family, String major, String minor, String userAgent) {

    String name() {
      return family.equals("Other") ? null : family;
    }

    String version() {
      if (major.isEmpty()) {
        return null;
      }
      return minor.isEmpty() ? major : major + "." + minor;
    }

    String knownClass() {
      return CLASSES.get(family.split(" ")[0]);
    }
  }

  /** What is to be found in a user agent, and what was. */
  private record Finding(String userAgent, List<String> expected, List<String> found) {

    boolean isDifferent() {
      return !expected.equals(found);
    }
  }

  @Test
  void everyBrowserIsTold() {
    assertThat(cases("browsers")).hasSize(1429);
    assertThat(differences("browsers", "browser")).isEmpty();
  }

  @Test
  void everyOperatingSystemIsTold() {
    assertThat(cases("systems")).hasSize(458);
    assertThat(differences("systems", "os")).isEmpty();
  }

  @Test
  void aDevicesFamilyAgreesWithItsClass() {
    // Given
    List<Case> all = cases("devices");
    List<Case> known = all.stream().filter(each -> each.knownClass() != null).toList();

    // When
    Stream<Finding> findings =
        known.stream()
            .map(
                each ->
                    new Finding(
                        each.userAgent(),
                        List.of(each.knownClass()),
                        List.of(device(each).get("class").asText())));

    // Then
    assertThat(all).hasSize(16_116);
    assertThat(known).hasSizeGreaterThan(250);
    assertThat(findings.filter(Finding::isDifferent)).isEmpty();
  }

  /** Beside spiders a bot is only what says so. */
  @Test
  void noDeviceIsTakenForABot() {
    List<Case> all = cases("devices");

    Stream<String> bots =
        IntStream.range(0, all.size() / EVERY_NTH_DEVICE)
            .mapToObj(i -> all.get(i * EVERY_NTH_DEVICE))
            .filter(each -> !each.family().equals("Spider"))
            .filter(each -> device(each).get("is_bot").asBoolean())
            .map(Case::userAgent);

    assertThat(bots).allMatch(userAgent -> userAgent.matches("(?i).*(bot|crawl|spider).*"));
  }

  private static Stream<Finding> differences(String table, String member) {
    return cases(table).stream()
        .map(each -> finding(each, device(each), member))
        .filter(Finding::isDifferent);
  }

  private static Finding finding(Case each, JsonNode device, String member) {
    return new Finding(
        each.userAgent(),
        Stream.of(each.name(), each.version()).map(String::valueOf).toList(),
        Stream.of(member, member + "_version")
            .map(name -> device.path(name).asText("null"))
            .toList());
  }

  private static JsonNode device(Case each) {
    EventContext context =
        new EventContext(
            CONTEXT.receivedAtMillis(), CONTEXT.enrichedAtMillis(), null, each.userAgent());
    return enrichmentOf(MINIMAL, DEVICE, context).get("device");
  }

  private static List<Case> cases(String table) {
    String file = "/enrichment/uap-core/" + table + ".tsv.gz";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(UapCoreCasesTest.class.getResourceAsStream(file)), UTF_8))) {
      return lines
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(cells -> new Case(cells[0], cells[1], cells[2], cells[3]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
