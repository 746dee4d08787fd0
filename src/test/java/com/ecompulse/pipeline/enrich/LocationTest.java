package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.RECEIVED;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static com.ecompulse.pipeline.event.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.Enrichments;
import com.ecompulse.pipeline.event.EventContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {

  private static final String BERLIN =
      "{\"country\":\"DE\",\"region\":\"BE\",\"region_name\":\"State of"
          + " Berlin\",\"city\":\"Berlin\"";

  @TempDir Path directory;

  private Path cities;
  private Path networks;

  @BeforeEach
  void databases() {
    cities =
        new Mmdb(6)
            .with("203.0.113.0/24", Mmdb.city("DE", "BE", "State of Berlin", "Berlin"))
            .with("2001:db8:1::/48", Mmdb.city("AT", "9", "Vienna", "Wien"))
            .writeTo(directory.resolve("city.mmdb"));
    networks =
        new Mmdb(4)
            .with("203.0.113.0/25", Mmdb.asn(64496, "Example Net"))
            .with("198.51.100.0/24", Mmdb.asn(64497, "Other Net"))
            .writeTo(directory.resolve("asn.mmdb"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.7              | {"country":"DE","region":"BE","region_name":"State of Berlin","city":"Berlin","asn":64496,"as_organization":"Example Net"}
          ::ffff:203.0.113.7       | {"country":"DE","region":"BE","region_name":"State of Berlin","city":"Berlin","asn":64496,"as_organization":"Example Net"}
          203.0.113.200            | {"country":"DE","region":"BE","region_name":"State of Berlin","city":"Berlin"}
          198.51.100.1             | {"asn":64497,"as_organization":"Other Net"}
          2001:db8:1:2::3          | {"country":"AT","region":"9","region_name":"Vienna","city":"Wien"}
          2001:DB8:1::             | {"country":"AT","region":"9","region_name":"Vienna","city":"Wien"}
          2001:db8:2::1            |
          192.0.2.1                |
          10.1.2.3                 | {"is_private":true}
          172.31.255.255           | {"is_private":true}
          172.32.0.1               |
          192.168.0.1              | {"is_private":true}
          100.64.0.1               | {"is_private":true}
          100.128.0.1              |
          127.0.0.1                | {"is_private":true}
          169.254.1.1              | {"is_private":true}
          0.0.0.0                  | {"is_private":true}
          ::1                      | {"is_private":true}
          ::                       | {"is_private":true}
          fe80::1                  | {"is_private":true}
          fd12:3456::1             | {"is_private":true}
          ::ffff:10.0.0.1          | {"is_private":true}
          localhost                |
          203.0.113.7:443          |
          203.0.113.256            |
          example.com              |
          """)
  void anAddressIsSomewhere(String address, String location) {
    JsonNode found = locationOf(steps(), address);

    assertThat(found == null ? null : found.toString()).isEqualTo(location);
  }

  @Test
  void theRequestsAddressCountsWhereTheEventHasNone() {
    EventContext context = new EventContext(RECEIVED.toEpochMilli(), 0, "203.0.113.7", null);

    JsonNode enrichment = enrichmentOf(event("user_login", "{}"), steps(), context);

    assertThat(enrichment.get("location").get("city").asText()).isEqualTo("Berlin");
  }

  @Test
  void withoutADatabaseThereIsNoLocation() {
    assertThat(locationOf(Steps.with(), "203.0.113.7")).isNull();
    assertThat(Steps.names()).doesNotContain("location");
  }

  @Test
  void aDatabaseThatWasNeverThereFailsTheStepAlone() {
    Enrichments steps =
        Steps.with("location.database", directory.resolve("absent.mmdb").toString());

    JsonNode enrichment = enrichment(steps, "203.0.113.7");

    assertThat(enrichment.get("failed_steps")).hasToString("[\"location\"]");
    assertThat(enrichment.get("client_ip").asText()).isEqualTo("203.0.113.7");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.0",
    "::ffff:203.0.113.7, 203.0.113.0",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1::",
    "2001:db8::1, 2001:db8::",
    "10.1.2.3, 10.1.2.0",
    "not an address,",
    "203.0.113.7:443,"
  })
  void aTruncatedAddressIsItsNetwork(String address, String written) {
    Enrichments steps = Steps.with("client-ip.truncate", "true");

    assertThat(enrichment(steps, address).path("client_ip").asText(null)).isEqualTo(written);
  }

  @Test
  void theLocationIsThatOfTheWholeAddress() {
    Enrichments steps =
        Steps.with("client-ip.truncate", "true", "location.database", cities + "," + networks);

    JsonNode enrichment = enrichment(steps, "203.0.113.200");

    assertThat(enrichment.get("client_ip").asText()).isEqualTo("203.0.113.0");
    assertThat(enrichment.get("location")).hasToString(BERLIN + "}");
  }

  private Enrichments steps() {
    return Steps.with("location.database", cities + "," + networks);
  }

  private static JsonNode locationOf(Enrichments steps, String address) {
    JsonNode enrichment = enrichment(steps, address);
    assertThat(enrichment.has("failed_steps")).isFalse();
    return enrichment.get("location");
  }

  private static JsonNode enrichment(Enrichments steps, String address) {
    EventContext context = new EventContext(RECEIVED.toEpochMilli(), 0, null, null);
    return enrichmentOf(
        event("user_login", "{\"ip_address\":\"" + address + "\"}"), steps, context);
  }
}
