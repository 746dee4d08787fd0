package com.ecompulse.pipeline.event.enrichments;

import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static com.ecompulse.pipeline.event.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://shop.example/                                  |
          https://shop.example/?utm_source=mail                  | mail
          https://shop.example/?a=1&utm_source=mail&b=2#utm      | mail
          ?utm_source=mail                                       | mail
          https://shop.example/?utm_source=a&utm_source=b        | a
          https://shop.example/?utm_source=black%20friday+week   | black friday week
          https://shop.example/?utm_source=gr%C3%B6%c3%9fe       | größe
          https://shop.example/?utm_source=%F0%9F%98%80          | 😀
          https://shop.example/?utm_source=100%                  | 100%
          https://shop.example/?utm_source=100%2                 | 100%2
          https://shop.example/?utm_source=%zz%41                | %zzA
          https://shop.example/?utm_source=caf%E9                | caf%E9
          https://shop.example/?utm_source=%ED%A0%BD             | %ED%A0%BD
          https://shop.example/?utm_source=a=b                   | a=b
          https://shop.example/?utm_source=a%26b                 | a&b
          https://shop.example/?utm_source=                      |
          https://shop.example/?utm_source                       |
          https://shop.example/?utm_source&utm_source=late       | late
          https://shop.example/?xutm_source=mail                 |
          https://shop.example/?UTM_SOURCE=mail                  |
          https://shop.example/utm_source=mail                   |
          https://shop.example/#?utm_source=mail                 |
          https://shop.example/?&&utm_source=mail                | mail
          """)
  void aParameterIsReadFromTheQueryOfThePage(String url, String source) {
    JsonNode traffic =
        enrichmentOf(event("page_view", "{\"page_url\":\"" + url + "\"}")).get("traffic");

    assertThat(traffic.path("utm_source").asText(null)).isEqualTo(source);
  }

  @Example
  void controlCharactersAndQuotesAreEscapedAgain() {
    assertThat(sourceIn("https://shop.example/?utm_source=%00%22%5C%7F")).isEqualTo("\0\"\\\u007F");
  }

  @Example
  void allFiveParametersAreTaken() {
    assertThat(
            enrichmentOf(
                    event(
                        "page_view",
                        "{\"page_url\":\"/?utm_content=e&utm_term=d&utm_campaign=c&utm_medium=b&utm_source=a\"}"))
                .get("traffic"))
        .hasToString(
            "{\"utm_source\":\"a\",\"utm_medium\":\"b\",\"utm_campaign\":\"c\",\"utm_term\":\"d\",\"utm_content\":\"e\",\"landing_page\":\"/\"}");
  }

  @ParameterizedTest
  @CsvSource({"'\"own\"', own", "'\"\"', page", "null, page", "7, page", "'\"a%20+\"', a%20+"})
  void theEventsOwnParameterComesFirstAndIsNotDecoded(String own, String source) {
    JsonNode traffic =
        enrichmentOf(
                event(
                    "link_click",
                    "{\"utm_source\":" + own + ",\"page_url\":\"/?utm_source=page\"}"))
            .get("traffic");

    assertThat(traffic.get("utm_source").asText()).isEqualTo(source);
  }

  @Example
  void withoutAnyParameterTrafficIsEmpty() {
    assertThat(enrichmentOf(MINIMAL).get("traffic")).hasToString("{}");
    assertThat(enrichmentOf(event("custom", "{\"page_url\":7}")).get("traffic")).hasToString("{}");
  }

  @Example
  void aLongValueIsCutBetweenCharacters() {
    String odd = "x" + "😀".repeat(200);

    JsonNode traffic =
        enrichmentOf(
                event(
                    "page_view",
                    "{\"page_url\":\"/?utm_source="
                        + "y".repeat(500_000)
                        + "\",\"utm_term\":\""
                        + odd
                        + "\"}"))
            .get("traffic");

    assertThat(traffic.get("utm_source").asText()).isEqualTo("y".repeat(256));
    assertThat(traffic.get("utm_term").asText()).isEqualTo("x" + "😀".repeat(127));
  }

  @Property(tries = 1000)
  void anyEncodedTextIsDecodedAndEscapedAgain(
      @ForAll @StringLength(min = 1, max = 100) String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);

    assertThat(sourceIn("https://shop.example/?utm_source=" + encoded))
        .isEqualTo(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  @Property(tries = 1000)
  void anyUrlIsRead(@ForAll @StringLength(max = 50) String end) {
    ObjectNode properties =
        JsonNodeFactory.instance.objectNode().put("page_url", "/?utm_source=" + end);

    JsonNode enrichment =
        enrichmentOf(event("page_view", com.ecompulse.pipeline.event.Events.json(properties)));

    assertThat(enrichment.has("failed_steps")).isFalse();
  }

  private static String sourceIn(String url) {
    return enrichmentOf(event("page_view", "{\"page_url\":\"" + url + "\"}"))
        .get("traffic")
        .get("utm_source")
        .asText();
  }
}
