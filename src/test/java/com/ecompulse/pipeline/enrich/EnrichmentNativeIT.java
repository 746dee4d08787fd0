package com.ecompulse.pipeline.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.TopicReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every step at once, in the packaged application, with data that change under it. */
@Tag("extended")
@Tag("native")
class EnrichmentNativeIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Path DATABASE = Path.of("target", "enrichment-it", "city.mmdb");
  private static final String ADDRESS = "\"ip_address\":\"203.0.113.7\"";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All that is off unless it is asked for. */
  @RegisterExtension
  static final PackagedPipeline APPLICATION = new PackagedPipeline("enrichment", settings());

  private static Map<String, String> settings() {
    try {
      Files.createDirectories(DATABASE.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    city("Berlin").writeTo(DATABASE);
    return Map.ofEntries(
        Map.entry("PIPELINE_ENRICHMENT_CUSTOMER_ENABLED", "true"),
        Map.entry("PIPELINE_ENRICHMENT_PRODUCT_ENABLED", "true"),
        Map.entry("PIPELINE_ENRICHMENT_CLIENT_IP_TRUNCATE", "true"),
        Map.entry("PIPELINE_ENRICHMENT_LOCATION_DATABASE", DATABASE.toString()),
        Map.entry("PIPELINE_ENRICHMENT_LOCATION_RELOAD_INTERVAL", "200MS"),
        Map.entry("PIPELINE_ENRICHMENT_PRIVACY_PSEUDONYMISE", "/properties/email"),
        Map.entry("PIPELINE_ENRICHMENT_PRIVACY_DEAD_LETTERS", "true"),
        Map.entry("PIPELINE_ENRICHMENT_PRIVACY_CONSENT", "opt-out"),
        Map.entry("PIPELINE_ENRICHMENT_PRIVACY_KEY_ID", "k1"),
        Map.entry("PIPELINE_ENRICHMENT_PRIVACY_KEYS_K1", "0123456789abcdef0123456789abcdef"));
  }

  private final KafkaClients clients = APPLICATION.running().kafka();
  private final EventClient client = new EventClient(APPLICATION.running().http());

  @Test
  void theReferenceTopicsAreMadeAsCompactedOnes() {
    for (String topic : new String[] {"user-profiles", "product-catalog"}) {
      assertThat(clients.settings(topic)).containsEntry("cleanup.policy", "compact");
    }
  }

  @Test
  void aProfileThatChangesIsSeenByTheEventsAfterIt() throws Exception {
    // When, Then
    write("user-profiles", "ann", "{\"total_spent\":1001,\"total_orders\":11}");
    awaitSegment("VIP");
    write("user-profiles", "ann", "{\"total_spent\":");
    write("user-profiles", "ann", "{\"total_spent\":501,\"total_orders\":6}");
    awaitSegment("Premium");
    write("user-profiles", "ann", null);
    awaitSegment("New");
  }

  @Test
  void theCataloguesPriceStandsInForOneThatIsMissing() throws Exception {
    // When
    write("product-catalog", "p1", "{\"category\":\"lamps\",\"price\":49.90,\"cost\":20}");

    // Then
    JsonNode enrichment =
        awaitEnrichment("add_to_cart", "\"product_id\":\"p1\"", e -> e.has("product"));
    assertThat(enrichment.get("product"))
        .hasToString("{\"category\":\"lamps\",\"price\":49.9,\"cost\":20,\"margin\":29.9}");
    assertThat(enrichment.get("event_revenue").decimalValue()).isEqualByComparingTo("4.99");
  }

  @Test
  void theBrowserAndTheWayThatTheVisitCameByAreKnown() throws Exception {
    JsonNode enrichment =
        enrichmentOf(
            "page_view",
            "\"page_url\":\"https://shop.example/?gclid=x\",\"referrer\":\"https://www.google.com/\",\"user_agent\":\"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0\"");

    assertThat(enrichment.at("/device/browser").asText()).isEqualTo("Firefox");
    assertThat(enrichment.at("/device/os").asText()).isEqualTo("Linux");
    assertThat(enrichment.at("/traffic/referrer_medium").asText()).isEqualTo("paid");
    assertThat(enrichment.has("failed_steps")).isFalse();
  }

  @Test
  void aBrokenDatabaseLeavesTheOneBeforeUntilAWholeOneComes() throws Exception {
    // Given
    city("Berlin").writeTo(DATABASE);
    awaitCity("Berlin");

    // When
    Files.write(DATABASE, new byte[] {1, 2, 3});
    Metrics metrics = new Metrics(APPLICATION.running().management());
    await("it was looked at")
        .atMost(SOON)
        .until(() -> metrics.sum("ecompulse_location_database_outdated") == 1);

    // Then
    assertThat(cityOf(enrichmentOf("user_login", ADDRESS))).isEqualTo("Berlin");

    // When
    city("Wien").writeTo(DATABASE);

    // Then
    awaitCity("Wien");
  }

  @Test
  void whatIsPrivateGoesNowhere() throws Exception {
    String properties = ADDRESS + ",\"email\":\"ann@example.com\"";

    String enriched = enriched("user_login", properties, "{\"dnt\":1}");
    String allowed = enriched("user_login", properties, "{}");

    assertThat(enriched)
        .doesNotContain("ann@example.com", "203.0.113", "\"ann\"", "Berlin", "Wien")
        .contains("\"user_id\":\"hmac:k1:");
    assertThat(allowed)
        .doesNotContain("ann@example.com")
        .contains("\"email\":\"hmac:k1:", "\"client_ip\":\"203.0.113.0\"", "\"user_id\":\"ann\"");
  }

  @Test
  void aDeadLetterIsPrivateToo() throws Exception {
    try (TopicReader letters = TopicReader.fromNow(clients, "ecommerce-events-dlq")) {
      client.post("{\"properties\":{\"email\":\"ann@example.com\",\"n\":1.50}}");

      ConsumerRecord<byte[], byte[]> letter = letters.awaitRecords(1, SOON).get(0);

      assertThat(new String(letter.value(), UTF_8))
          .startsWith("{\"properties\":{\"email\":\"hmac:k1:")
          .endsWith("\",\"n\":1.50}}");
    }
  }

  @Test
  void soAreItsKeyAndItsHeaders() throws Exception {
    try (TopicReader letters = TopicReader.fromNow(clients, "ecommerce-events-dlq")) {
      client.post("{\"user_id\":\"ann\",\"metadata\":{\"dnt\":1}}");

      ConsumerRecord<byte[], byte[]> letter = letters.awaitRecords(1, SOON).get(0);

      String key = new String(letter.key(), UTF_8);
      assertThat(key).startsWith("hmac:k1:");
      assertThat(new String(letter.value(), UTF_8)).startsWith("{\"user_id\":\"" + key + "\",");
      assertThat(letter.headers().lastHeader("client-ip")).isNull();
      assertThat(letter.headers().lastHeader("user-agent")).isNotNull();
    }
  }

  private void awaitSegment(String segment) throws Exception {
    awaitEnrichment(
        "user_login", "", e -> e.path("customer_value_segment").asText().equals(segment));
  }

  private void awaitCity(String city) throws Exception {
    awaitEnrichment("user_login", ADDRESS, e -> cityOf(e).equals(city));
  }

  private static String cityOf(JsonNode enrichment) {
    return enrichment.path("location").path("city").asText();
  }

  private JsonNode awaitEnrichment(String type, String properties, Predicate<JsonNode> hasIt) {
    return await().atMost(SOON).until(() -> enrichmentOf(type, properties), hasIt);
  }

  private JsonNode enrichmentOf(String type, String properties) throws Exception {
    return JSON.readTree(enriched(type, properties, "{}")).get("enrichment");
  }

  private String enriched(String type, String properties, String metadata) throws Exception {
    try (TopicReader enriched = TopicReader.fromNow(clients, "ecommerce-events-enriched")) {
      client.post(
          "{\"event_id\":\"%s\",\"event_type\":\"%s\",\"timestamp\":\"%s\",\"user_id\":\"ann\",\"session_id\":\"s\",\"properties\":{%s},\"metadata\":%s}"
              .formatted(UUID.randomUUID(), type, Instant.now(), properties, metadata));
      return new String(enriched.awaitRecords(1, SOON).get(0).value(), UTF_8);
    }
  }

  private void write(String topic, String key, String value) throws Exception {
    try (Producer<byte[], byte[]> producer = clients.producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  topic, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)))
          .get();
    }
  }

  private static Mmdb city(String name) {
    return new Mmdb(6).with("203.0.113.0/24", Mmdb.city("XX", "X", "Region", name));
  }
}
