package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.bytes;
import static com.ecompulse.pipeline.event.Events.event;
import static com.ecompulse.pipeline.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.KnownMember;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
