package com.ecompulse.pipeline.event.enrichments;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static com.ecompulse.pipeline.event.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.Events;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientIpTest {

  @ParameterizedTest
  @CsvSource({
    "'{\"ip_address\":\"203.0.113.7\"}', 198.51.100.1, 203.0.113.7",
    "'{\"ip_address\":\"203.0.113.7\"}', , 203.0.113.7",
    "'{\"ip_address\":\"2001:db8::1\"}', , 2001:db8::1",
    "'{\"ip_address\":null}', 198.51.100.1, 198.51.100.1",
    "'{\"ip_address\":\"\"}', 198.51.100.1, 198.51.100.1",
    "'{\"ip_address\":3405803783}', 198.51.100.1, 198.51.100.1",
    "'{\"ip_address\":\"1234567890123456789012345678901234567890123456\"}', 198.51.100.1, 198.51.100.1",
    "'{}', 198.51.100.1, 198.51.100.1",
    "'{}', 123456789012345678901234567890123456789012345, 123456789012345678901234567890123456789012345",
    "'{}', 1234567890123456789012345678901234567890123456,",
    "'{\"ip_address\":\"203.0.113.7\"}', 1234567890123456789012345678901234567890123456, 203.0.113.7",
    "'{}', ,",
    "null, ,"
  })
  void theEventsOwnAddressComesBeforeThatOfTheRequest(
      String properties, String requestIp, String clientIp) {
    EventContext context =
        new EventContext(CONTEXT.receivedAtMillis(), CONTEXT.enrichedAtMillis(), requestIp, null);

    JsonNode enrichment =
        enrichmentOf(event("user_login", properties), Events.coreSteps(), context);

    assertThat(enrichment.path("client_ip").asText(null)).isEqualTo(clientIp);
  }
}
