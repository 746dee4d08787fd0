package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.bytes;
import static com.ecompulse.pipeline.event.Events.enriched;
import static com.ecompulse.pipeline.event.Events.event;
import static com.ecompulse.pipeline.event.Events.tree;
import static com.ecompulse.pipeline.event.Events.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyTest extends PrivacyScene {
  private static final String OLD_SECRET = "fedcba9876543210fedcba9876543210";

  /** HMAC-SHA-256 of "ann@example.com" with that secret, as {@code openssl dgst -hmac} tells it. */
  private static final String ANN =
      "hmac:k1:093e3dd9df951c5008225d533a0175475075f7551ed269c5e61fa29bc2819ae4";

  @Test
  void aPseudonymIsTheKeyedHashOfTheText() {
    Privacy privacy =
        Steps.privacy("pseudonymise", "/properties/email", "key-id", "k1", "keys.k1", SECRET);

    assertThat(disclosed(privacy, EVENT).at("/properties/email").asText()).isEqualTo(ANN);
  }

  @Test
  void allOtherBytesStayAsTheyCame() {
    Privacy privacy = Steps.privacy("remove", "/properties/email,/properties/missing");

    assertThat(text(privacy, EVENT))
        .startsWith(
            EVENT.substring(0, EVENT.length() - 1).replace("\"email\":\"ann@example.com\",", ""));
  }

  @Test
  void whatTheEnrichmentCopiedGoesWithIt() {
    Privacy privacy = Steps.privacy("remove", "/properties/ip_address");

    assertThat(text(privacy, EVENT)).doesNotContain("203.0.113.7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /user_id    | "original":{"userId":"u"}
          /user_id    | "original":{"user_id":"u"}
          /user_id    | "cloudevent":{"subject":"u"}
          /user_id    | "cloudevent":{"data":{"user_id":"u"}}
          /session_id | "original":{"sessionId":"s"}
          /session_id | "original":{"session_id":"s"}
          """)
  void whatTheFrontDoorKeptOfAForeignEventGoesWithIt(String pointer, String kept) {
    Privacy privacy = Steps.privacy("pseudonymise", pointer, "key-id", "k1", "keys.k1", SECRET);

    JsonNode event = disclosed(privacy, with(EVENT, kept));

    assertThat(event.at(pointer).asText()).startsWith("hmac:k1:");
    assertThat(text(privacy, with(EVENT, kept)))
        .contains(kept.replaceFirst("\"[us]\"", event.at(pointer).toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /properties       | "original":{"properties":"secret","n":1}              | "original":{"n":1}
          /properties/email | "original":{"properties":{"email":"secret","n":1}}    | "original":{"properties":{"n":1}}
          /metadata/device  | "original":{"metadata":{"device":"secret","n":1}}     | "original":{"metadata":{"n":1}}
          /email            | "original":{"email":"secret","n":1}                   | "original":{"n":1}
          /user             | "cloudevent":{"data":{"user":"secret","n":1}}         | "cloudevent":{"data":{"n":1}}
          /source           | "cloudevent":{"source":"secret","id":"1"}             | "cloudevent":{"id":"1"}
          """)
  void whatIsRemovedIsNotKeptInAForeignEventEither(String pointer, String kept, String left) {
    Privacy privacy = Steps.privacy("remove", pointer);

    assertThat(text(privacy, with(EVENT, kept))).contains(left).doesNotContain("secret");
  }

  @Test
  void whatItCopiedOfAMemberOfARemovedOneGoesToo() {
    Privacy privacy = Steps.privacy("remove", "/properties");

    JsonNode event = disclosed(privacy, EVENT);

    assertThat(event.has("properties")).isFalse();
    assertThat(event.get("enrichment").has("client_ip")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /properties/email        | "utm_source":"mail","utm_medium":"cpc","utm_term":"own","click_id":"ID7","click_id_parameter":"gclid","click_id_network":"Google Ads","referrer_host":"www.google.com","referrer_source":"Google","referrer_medium":"paid","landing_page":"https://shop.example/lamps"
          /properties/page_url     | "utm_term":"own","referrer_host":"www.google.com","referrer_source":"Google","referrer_medium":"search"
          /properties/referrer     | "utm_source":"mail","utm_medium":"cpc","utm_term":"own","click_id":"ID7","click_id_parameter":"gclid","click_id_network":"Google Ads","referrer_medium":"paid","landing_page":"https://shop.example/lamps"
          /properties/utm_source   | "utm_medium":"cpc","utm_term":"own","click_id":"ID7","click_id_parameter":"gclid","click_id_network":"Google Ads","referrer_host":"www.google.com","referrer_source":"Google","referrer_medium":"paid","landing_page":"https://shop.example/lamps"
          /properties/utm_term     | "utm_source":"mail","utm_medium":"cpc","click_id":"ID7","click_id_parameter":"gclid","click_id_network":"Google Ads","referrer_host":"www.google.com","referrer_source":"Google","referrer_medium":"paid","landing_page":"https://shop.example/lamps"
          /properties              | ``
          """)
  void trafficTellsNothingOfWhatIsNotTold(String pointer, String traffic) {
    String visit =
        event(
            "page_view",
            "{\"page_url\":\"https://shop.example/lamps?utm_source=mail&utm_medium=cpc&gclid=ID7\","
                + "\"referrer\":\"https://www.google.com/search?q=lamp\",\"utm_term\":\"own\"}");

    assertThat(trafficOf(visit, "remove", pointer)).hasToString("{" + traffic + "}");
    assertThat(trafficOf(visit, "pseudonymise", pointer, "key-id", "k1", "keys.k1", SECRET))
        .hasToString("{" + traffic + "}");
  }

  private static JsonNode trafficOf(String event, String... settings) {
    EventPipeline pipeline =
        new EventPipeline(
            EventLimits.DEFAULTS, Steps.withPrivacy(settings), Steps.privacy(settings));
    return tree(enriched(pipeline.process(bytes(event), CONTEXT)).bytes())
        .at("/enrichment/traffic");
  }

  @Test
  void aPseudonymOfAKnownKeyStaysAndAnyOtherTextGetsOne() {
    // Given
    Privacy old = Steps.privacy("pseudonymise", "/user_id", "key-id", "k0", "keys.k0", OLD_SECRET);
    Privacy rotated =
        Steps.privacy(
            "pseudonymise", "/user_id", "key-id", "k1", "keys.k0", OLD_SECRET, "keys.k1", SECRET);
    Privacy other = Steps.privacy("pseudonymise", "/user_id", "key-id", "k1", "keys.k1", SECRET);
    String once = disclosed(old, EVENT).get("user_id").asText();
    String again = EVENT.replace("\"user_id\":\"u\"", "\"user_id\":\"" + once + "\"");

    // When, Then
    assertThat(once).startsWith("hmac:k0:").hasSize(72);
    assertThat(disclosed(rotated, again).get("user_id").asText()).isEqualTo(once);
    assertThat(disclosed(rotated, EVENT).get("user_id").asText()).startsWith("hmac:k1:");
    assertThat(disclosed(other, again).get("user_id").asText()).startsWith("hmac:k1:");
  }

  @Test
  void aDeadLetterIsRedactedWhereTheSettingsSaySo() {
    Privacy off = Steps.privacy("remove", "/properties/email");
    Privacy on = Steps.privacy("remove", "/properties/email", "dead-letters", "true");
    byte[] invalid = bytes("{\"properties\":{\"email\":\"ann@example.com\"}}");
    byte[] broken = bytes("{\"properties\":{\"email\":\"ann@example.com\"}");

    assertThat(off.ofDeadLetter(invalid).isNothing()).isTrue();
    assertThat(on.ofDeadLetter(invalid).ofValue(invalid)).isEqualTo(bytes("{\"properties\":{}}"));
    assertThat(on.ofDeadLetter(broken).ofValue(broken)).isSameAs(broken);
    assertThat(on.ofDeadLetter(null).ofValue(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", " \t\r\n"})
  void aDeadLetterWithALongNameIsRedactedWhateverWhiteSpaceFollows(String whiteSpace) {
    String longName = ",\"" + "n".repeat(65) + "\":1}" + whiteSpace;

    assertThat(
            ofDeadLetter(
                "{\"user_id\":7,\"properties\":{\"email\":\"ann@example.com\"}" + longName))
        .isEqualTo("{\"user_id\":7,\"properties\":{}" + longName);
    assertThat(ofDeadLetter("{\"properties\":{\"email\":7,\"\\ud83d\\ude00\":\"é\"}" + longName))
        .isEqualTo("{\"properties\":{\"\\ud83d\\ude00\":\"é\"}" + longName);
  }

  @ParameterizedTest
  @CsvSource({"64, true", "100, true", "1000, true", "1007, true", "1008, false", "9999, false"})
  void aDeadLetterIsRedactedAsDeepAsTheDoorLetsInAndOfADeeperOneNothingIsTold(
      int levels, boolean isRead) {
    String deep = "\"d\":" + "[".repeat(levels) + "]".repeat(levels) + "}";

    assertThat(ofDeadLetter("{\"properties\":{\"email\":\"ann@example.com\"}," + deep))
        .isEqualTo(isRead ? "{\"properties\":{}," + deep : "");
  }

  private static String ofDeadLetter(String value) {
    Privacy privacy = Steps.privacy("remove", "/properties/email", "dead-letters", "true");
    return new String(privacy.ofDeadLetter(bytes(value)).ofValue(bytes(value)), UTF_8);
  }

  @Test
  void switchedOffItDisclosesAll() {
    Privacy privacy =
        Steps.privacy("remove", "/properties/email", "consent", "opt-in", "enabled", "false");

    assertThat(text(privacy, EVENT)).contains("ann@example.com", "\"user_id\":\"u\"");
  }
}
