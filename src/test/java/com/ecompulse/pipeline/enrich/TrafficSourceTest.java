package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static com.ecompulse.pipeline.event.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.Enrichments;
import com.ecompulse.pipeline.event.Events;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Clicks, referrers and landing pages, with the list that comes along. */
class TrafficSourceTest {

  private static final String PAGE = "https://shop.example/lamps?page=2#top";

  @ParameterizedTest
  @CsvFileSource(
      resources = "/enrichment/referrers.csv",
      delimiter = '|',
      numLinesToSkip = 1,
      maxCharsPerColumn = 1000)
  void aReferrerIsKnownByItsHost(
      String referrer, String ownHosts, String host, String medium, String source) {
    Enrichments steps = ownHosts == null ? Steps.with() : Steps.with("traffic.own-hosts", ownHosts);

    JsonNode traffic = trafficOf(steps, PAGE, referrer);

    assertThat(traffic.path("referrer_host").asText(null)).isEqualTo(host);
    assertThat(traffic.path("referrer_medium").asText(null)).isEqualTo(medium);
    assertThat(traffic.path("referrer_source").asText(null)).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gclid=EAIaIQ       | gclid     | Google Ads                | paid
          gbraid=a           | gbraid    | Google Ads                | paid
          wbraid=a           | wbraid    | Google Ads                | paid
          dclid=a            | dclid     | Google Display & Video 360| paid
          msclkid=a          | msclkid   | Microsoft Advertising     | paid
          fbclid=IwAR0       | fbclid    | Meta                      | social
          ttclid=a           | ttclid    | TikTok                    | paid
          twclid=a           | twclid    | X                         | paid
          li_fat_id=a        | li_fat_id | LinkedIn                  | paid
          epik=a             | epik      | Pinterest                 | social
          ScCid=a            | ScCid     | Snapchat                  | paid
          rdt_cid=a          | rdt_cid   | Reddit                    | paid
          yclid=a            | yclid     | Yandex Direct             | paid
          x=1&gclid=a&fbclid=b | gclid   | Google Ads                | paid
          gclid=             |           |                           | social
          GCLID=a            |           |                           | social
          xgclid=a           |           |                           | social
          fbclid=b&utm_medium=CPC | fbclid | Meta                    | paid
          """)
  void aClickIdIsKnownByItsParameter(
      String query, String parameter, String network, String medium) {
    JsonNode traffic =
        trafficOf(Steps.with(), "https://shop.example/?" + query, "https://www.facebook.com/");

    assertThat(traffic.path("click_id_parameter").asText(null)).isEqualTo(parameter);
    assertThat(traffic.path("click_id_network").asText(null)).isEqualTo(network);
    assertThat(traffic.has("click_id")).isEqualTo(parameter != null);
    assertThat(traffic.path("referrer_medium").asText()).isEqualTo(medium);
  }

  @ParameterizedTest
  @CsvSource({
    "cpc, paid",
    "paid_social, paid",
    "display, paid",
    "Email, email",
    "newsletter, email",
    "social, social",
    "organic, search",
    "'', search",
    "qr-code, search"
  })
  void theCampaignsWordComesBeforeTheReferrers(String utmMedium, String medium) {
    JsonNode traffic =
        trafficOf(
            Steps.with(), PAGE.replace("page=2", "utm_medium=" + utmMedium), "https://bing.com/");

    assertThat(traffic.get("referrer_medium").asText()).isEqualTo(medium);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /lamps?utm_source=mail  |                           | https://shop.example/lamps
          /lamps?fbclid=a#top     |                           | https://shop.example/lamps
          /lamps#top?gclid=a      |                           |
          /lamps                  | https://www.google.com/   | https://shop.example/lamps
          /lamps                  | https://shop.example/     |
          /lamps?utm_source=mail  | https://shop.example/     | https://shop.example/lamps
          /lamps                  |                           |
          """)
  void aLandingPageIsToldWhereAVisitBegins(String path, String referrer, String landingPage) {
    JsonNode traffic = trafficOf(Steps.with(), "https://shop.example" + path, referrer);

    assertThat(traffic.path("landing_page").asText(null)).isEqualTo(landingPage);
  }

  @Example
  void whatIsCopiedIsBounded() {
    String page = "https://shop.example/" + "p".repeat(100_000);
    String id = "i".repeat(513);

    JsonNode traffic =
        trafficOf(Steps.with(), page + "?gclid=" + id, "https://" + "h".repeat(254) + "/");

    assertThat(traffic.get("landing_page").asText()).hasSize(1024);
    assertThat(traffic.has("click_id")).isFalse();
    assertThat(traffic.get("click_id_parameter").asText()).isEqualTo("gclid");
    assertThat(traffic.has("referrer_host")).isFalse();
  }

  @Property(tries = 1000)
  void anyReferrerIsRead(@ForAll @StringLength(max = 50) String referrer) {
    ObjectNode properties =
        JsonNodeFactory.instance.objectNode().put("page_url", "/").put("referrer", referrer);

    JsonNode enrichment =
        enrichmentOf(event("page_view", Events.json(properties)), Steps.with(), CONTEXT);

    assertThat(enrichment.has("failed_steps")).isFalse();
  }

  private static JsonNode trafficOf(Enrichments steps, String pageUrl, String referrer) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode().put("page_url", pageUrl);
    if (referrer != null) {
      properties.put("referrer", referrer);
    }
    return enrichmentOf(event("page_view", Events.json(properties)), steps, CONTEXT).get("traffic");
  }
}
