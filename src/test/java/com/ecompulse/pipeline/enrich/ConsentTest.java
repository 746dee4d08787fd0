package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.bytes;
import static com.ecompulse.pipeline.event.Events.event;
import static com.ecompulse.pipeline.event.Events.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.EventsTable;
import com.ecompulse.pipeline.event.KnownMember;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be followed, and what is told of those who may not. */
class ConsentTest extends PrivacyScene {
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
          opt-in  | {"consent":true},"metadata":{"a":1}    | true
          opt-in  | {"consent":true},"metadata":null       | true
          opt-in  | null,"metadata":{"consent":true}       | false
          opt-out | {"dnt":1},"metadata":null              | false
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

  @ParameterizedTest
  @ValueSource(strings = {"/properties/ip_address", "/properties", "/enrichment/client_ip"})
  void ofAVisitorWhoRefusedAPseudonymOfTheAddressIsNotToldEither(String pseudonymised) {
    Privacy privacy =
        Steps.privacy(
            "pseudonymise", pseudonymised, "consent", "opt-out", "key-id", "k1", "keys.k1", SECRET);

    JsonNode event = disclosed(privacy, with(EVENT, "\"metadata\":{\"dnt\":1}"));

    assertThat(event.at("/properties/ip_address").isMissingNode()).isTrue();
    assertThat(event.at("/enrichment/client_ip").isMissingNode()).isTrue();
  }

  /** The raw forms of mobile and CloudEvents, which keep what they were made of, with a session. */
  static Stream<String> eventsWrittenAnew() {
    return EventsTable.taken()
        .flatMap(taken -> taken.records().stream())
        .filter(raw -> raw.contains("\"original\":") || raw.contains("\"cloudevent\":"))
        .filter(raw -> raw.contains("\"session_id\":"));
  }

  @ParameterizedTest
  @MethodSource("eventsWrittenAnew")
  void ofAnEventThatWasWrittenAnewNeitherUserNorSessionAreTold(String raw) {
    Privacy privacy =
        Steps.privacy(
            "consent", "opt-in", "dead-letters", "true", "key-id", "k1", "keys.k1", SECRET);

    assertThat(raw).contains("\"u1\"", "\"s1\"");
    assertThat(new String(privacy.ofDeadLetter(bytes(raw)).ofValue(bytes(raw)), UTF_8))
        .contains("\"user_id\":\"hmac:k1:", "\"session_id\":\"hmac:k1:")
        .doesNotContain("\"u1\"", "\"s1\"");
    assertThat(text(privacy, with(EVENT, lastMember(raw))))
        .contains("\"user_id\":\"hmac:k1:")
        .doesNotContain("\"u1\"", "\"s1\"");
  }

  /** What was kept. */
  private static String lastMember(String raw) {
    int at = Math.max(raw.indexOf("\"original\":"), raw.indexOf("\"cloudevent\":"));
    return raw.substring(at, raw.length() - 1);
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
          opt-in  | {"metadata":{"consent":true},"metadata":7} | true
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
}
