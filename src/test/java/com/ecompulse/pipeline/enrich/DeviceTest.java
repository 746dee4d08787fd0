package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.RECEIVED;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static com.ecompulse.pipeline.event.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.Events;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class DeviceTest {

  @ParameterizedTest
  @CsvFileSource(
      resources = "/enrichment/user-agents.csv",
      delimiter = '|',
      numLinesToSkip = 1,
      maxCharsPerColumn = 1000)
  void aUserAgentIsRecognised(
      String deviceClass,
      String os,
      String osVersion,
      String browser,
      String browserVersion,
      String userAgent) {
    JsonNode device = deviceOf(userAgent);

    assertThat(device.get("class").asText()).isEqualTo(deviceClass);
    assertThat(device.path("os").asText(null)).isEqualTo(os);
    assertThat(device.path("os_version").asText(null)).isEqualTo(osVersion);
    assertThat(device.path("browser").asText(null)).isEqualTo(browser);
    assertThat(device.path("browser_version").asText(null)).isEqualTo(browserVersion);
    assertThat(device.get("is_bot").asBoolean()).isEqualTo(deviceClass.equals("bot"));
  }

  @Example
  void theEventsOwnUserAgentComesBeforeTheRequests() {
    assertThat(device("{\"user_agent\":\"Twitterbot/1.0\"}", "curl/8.5.0").get("browser").asText())
        .isEqualTo("Twitterbot");
    assertThat(device("{\"user_agent\":null}", "curl/8.5.0").get("browser").asText())
        .isEqualTo("curl");
    assertThat(device("{\"user_agent\":\"\"}", "curl/8.5.0").get("browser").asText())
        .isEqualTo("curl");
  }

  @Example
  void withoutAUserAgentThereIsNoDevice() {
    EventContext context = new EventContext(RECEIVED.toEpochMilli(), 0, null, null);

    assertThat(enrichmentOf(MINIMAL, Steps.with(), context).has("device")).isFalse();
  }

  @Example
  void ofALongUserAgentTheBeginningCounts() {
    JsonNode device = deviceOf("curl/8.5.0 " + " ".repeat(600) + "Googlebot/2.1");

    assertThat(device.get("is_bot").asBoolean()).isFalse();
    assertThat(device.get("browser").asText()).isEqualTo("curl");
  }

  @Property(tries = 200)
  void anyUserAgentIsRead(@ForAll @StringLength(min = 1, max = 600) String userAgent) {
    assertThat(deviceOf(userAgent).has("is_bot")).isTrue();
  }

  private static JsonNode deviceOf(String userAgent) {
    return device(
        Events.json(JsonNodeFactory.instance.objectNode().put("user_agent", userAgent)), null);
  }

  private static JsonNode device(String properties, String ofTheRequest) {
    EventContext context = new EventContext(RECEIVED.toEpochMilli(), 0, null, ofTheRequest);
    return enrichmentOf(event("user_login", properties), Steps.with(), context).get("device");
  }
}
