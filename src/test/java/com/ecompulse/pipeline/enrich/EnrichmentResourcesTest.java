package com.ecompulse.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A native image has only the resources that it is told of. */
class EnrichmentResourcesTest {

  @ParameterizedTest
  @ValueSource(strings = {ReferrerList.RESOURCE, UserAgentParser.RESOURCE})
  void theNativeImageIsToldOfEachResource(String resource) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = getClass().getResourceAsStream("/application.properties")) {
      properties.load(in);
    }

    assertThat(properties.getProperty("quarkus.native.resources.includes").split(","))
        .contains(resource);
    assertThat(getClass().getResource("/" + resource)).isNotNull();
  }
}
