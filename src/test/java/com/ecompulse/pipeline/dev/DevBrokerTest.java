package com.ecompulse.pipeline.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When dev mode starts a broker of its own, and when it takes the one it is told. */
class DevBrokerTest {

  @ParameterizedTest(name = "{0} from {1}: given {3}")
  @CsvSource({
    "localhost:9092, application.properties, 250, false",
    "kafka.example:9092, application.properties, 250, true",
    "localhost:9092, .env, 295, true",
    "localhost:9092, environment, 300, true",
    "kafka.example:9092, environment, 300, true",
    "localhost:9092, -D, 400, true",
  })
  void aBrokerIsGivenByWhateverIsNotTheDefault(
      String address, String source, int ordinal, boolean given) {
    // Given
    ConfigValue servers = servers(Map.of(DevBroker.BOOTSTRAP_SERVERS, address), source, ordinal);

    // When
    boolean answer = DevBroker.isGiven(servers);

    // Then
    assertThat(answer).isEqualTo(given);
  }

  @Test
  void noBrokerIsGivenWhereNothingIsSaid() {
    // Given
    ConfigValue servers = servers(Map.of(), "application.properties", 250);

    // When
    boolean answer = DevBroker.isGiven(servers);

    // Then
    assertThat(answer).isFalse();
  }

  private static ConfigValue servers(Map<String, String> properties, String source, int ordinal) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(properties, source, ordinal))
        .build()
        .getConfigValue(DevBroker.BOOTSTRAP_SERVERS);
  }
}
