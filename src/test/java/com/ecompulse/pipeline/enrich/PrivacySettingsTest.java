package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacySettingsTest extends PrivacyScene {
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
}
