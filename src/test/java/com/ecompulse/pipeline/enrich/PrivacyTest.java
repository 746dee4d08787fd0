package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.bytes;
import static com.ecompulse.pipeline.event.Events.enriched;
import static com.ecompulse.pipeline.event.Events.event;
import static com.ecompulse.pipeline.event.Events.tree;
import static com.ecompulse.pipeline.event.Events.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.KnownMember;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String OLD_SECRET = "fedcba9876543210fedcba9876543210";

  /** HMAC-SHA-256 of "ann@example.com" with that secret, as {@code openssl dgst -hmac} tells it. */
  private static final String ANN =
      "hmac:k1:093e3dd9df951c5008225d533a0175475075f7551ed269c5e61fa29bc2819ae4";

  private static final String EVENT =
      event(
          "user_login",
          "{\"email\":\"ann@example.com\",\"ip_address\":\"203.0.113.7\",\"n\":1.50}");

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ignored | {"do_not_track":true,"consent":false}  | false
          opt-out | {}                                     | false
          opt-out | {"consent":true}                       | false
          opt-out | {"consent":"GRANTED"}                  | false
          opt-out | {"consent":["statistics"]}             | false
          opt-out | {"do_not_track":false}                 | false
          opt-out | {"do_not_track":0}                     | false
          opt-out | {"do_not_track":null}                  | false
          opt-out | {"do_not_track":true}                  | true
          opt-out | {"dnt":1}                              | true
          opt-out | {"dnt":"1"}                            | true
          opt-out | {"do_not_track":"Yes"}                 | true
          opt-out | {"consent":false}                      | true
          opt-out | {"consent":"denied"}                   | true
          opt-out | {"consent":0}                          | true
          opt-out | {"consent":true,"dnt":1}               | true
          opt-in  | {"consent":true}                       | false
          opt-in  | {"consent":"yes"}                      | false
          opt-in  | {"consent":1}                          | false
          opt-in  | {}                                     | true
          opt-in  | {"consent":null}                       | true
          opt-in  | {"consent":{"statistics":true}}        | true
          opt-in  | {"consent":true,"do_not_track":true}   | true
          opt-in  | null                                   | true
          """)
  void withoutConsentAVisitorIsFollowedLess(String consent, String metadata, boolean isWithheld) {
    Privacy privacy = Steps.privacy("consent", consent, "key-id", "k1", "keys.k1", SECRET);

    JsonNode event = disclosed(privacy, with(EVENT, "\"metadata\":" + metadata));

    assertThat(event.get("user_id").asText().startsWith("hmac:k1:")).isEqualTo(isWithheld);
    assertThat(event.get("session_id").asText().startsWith("hmac:k1:")).isEqualTo(isWithheld);
    assertThat(event.at("/properties/ip_address").isMissingNode()).isEqualTo(isWithheld);
    assertThat(event.at("/enrichment/client_ip").isMissingNode()).isEqualTo(isWithheld);
    assertThat(event.at("/properties/email").asText()).isEqualTo("ann@example.com");
  }

  @Test
  void ofTwoMetadataTheLastCounts() {
    Privacy privacy = Steps.privacy("consent", "opt-in", "key-id", "k1", "keys.k1", SECRET);

    JsonNode event =
        disclosed(privacy, with(EVENT, "\"metadata\":{\"consent\":true},\"metadata\":{\"a\":1}"));

    assertThat(event.get("user_id").asText()).startsWith("hmac:");
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
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ignored | {"metadata":{"dnt":1}}        | false
          ignored | {                             | false
          opt-out | {}                            | false
          opt-out | {"metadata":{"dnt":0}}        | false
          opt-out | {"metadata":{"dnt":1}}        | true
          opt-out | {"metadata":{"dnt":0}         | true
          opt-out | []                            | true
          opt-out |                               | true
          opt-in  | {"metadata":{"consent":true}} | false
          opt-in  | {"metadata":{"consent":true}  | true
          opt-in  | {}                            | true
          """)
  void aDeadLettersVisitorIsFollowedLessWhereNobodyKnowsOfAConsent(
      String consent, String value, boolean isWithheld) {
    Privacy privacy =
        Steps.privacy(
            "consent", consent, "dead-letters", "true", "key-id", "k1", "keys.k1", SECRET);

    Withheld withheld = privacy.ofDeadLetter(value == null ? null : bytes(value));

    assertThat(withheld.includes(KnownMember.USER_ID)).isEqualTo(isWithheld);
    assertThat(withheld.includes(KnownMember.IP_ADDRESS)).isEqualTo(isWithheld);
  }

  @Test
  void switchedOffItDisclosesAll() {
    Privacy privacy =
        Steps.privacy("remove", "/properties/email", "consent", "opt-in", "enabled", "false");

    assertThat(text(privacy, EVENT)).contains("ann@example.com", "\"user_id\":\"u\"");
  }

  static Stream<Arguments> badSettings() {
    return Stream.of(
        Arguments.of("/event_type is a member", List.of("remove", "/event_type")),
        Arguments.of("/timestamp is a member", List.of("pseudonymise", "/timestamp")),
        Arguments.of("/user_id is a member", List.of("remove", "/user_id")),
        Arguments.of("/enrichment is a member", List.of("remove", "/enrichment")),
        Arguments.of("named twice", List.of("remove", "/a", "pseudonymise", "/a")),
        Arguments.of("not a JSON pointer", List.of("remove", "properties.email")),
        Arguments.of("key-id names no key", List.of("pseudonymise", "/user_id")),
        Arguments.of("key-id names no key", List.of("consent", "opt-in")),
        Arguments.of("keys.k1 is not set", List.of("pseudonymise", "/user_id", "key-id", "k1")),
        Arguments.of(
            "fewer than 32",
            List.of("pseudonymise", "/user_id", "key-id", "k1", "keys.k1", "sesame")),
        Arguments.of(
            "the key id",
            List.of("pseudonymise", "/user_id", "key-id", "k 1", "keys.\"k 1\"", SECRET)));
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void settingsThatAreNoGoodAreRefusedWithoutTellingASecret(String message, List<String> settings) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Steps.privacy(settings.toArray(String[]::new)))
        .withMessageStartingWith("pipeline.enrichment.privacy: ")
        .withMessageContaining(message)
        .satisfies(
            e -> assertThat(e).message().doesNotContain("sesame", SECRET),
            e -> assertThat(e.getCause()).isNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/user_id", "/session_id", "/properties", "/metadata", "/source"})
  void whatMayBePseudonymisedOrIsOptionalIsTaken(String pointer) {
    Privacy privacy = Steps.privacy("pseudonymise", pointer, "key-id", "k1", "keys.k1", SECRET);

    assertThat(
            disclosed(privacy, with(EVENT, "\"source\":\"web\",\"metadata\":{}"))
                .at(pointer)
                .asText())
        .startsWith("hmac:k1:");
  }

  private static JsonNode disclosed(Privacy privacy, String event) {
    return tree(bytes(text(privacy, event)));
  }

  private static String text(Privacy privacy, String event) {
    EventPipeline pipeline = new EventPipeline(EventLimits.DEFAULTS, Steps.with(), privacy);
    return new String(enriched(pipeline.process(bytes(event), CONTEXT)).bytes(), UTF_8);
  }
}
