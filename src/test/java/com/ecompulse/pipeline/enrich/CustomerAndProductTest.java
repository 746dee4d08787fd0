package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static com.ecompulse.pipeline.event.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.Enrichments;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerAndProductTest {

  private static final Map<String, String> PROFILES =
      Map.of(
          "u", profile("1000.01", 11),
          "fewer-orders", profile("1000.01", 10),
          "less-spent", profile("1000", 11),
          "premium", profile("500.01", 6),
          "regular", profile("100.01", 3),
          "few-orders", profile("5000", 2),
          "little-spent", profile("100", 50),
          "nothing", profile("0", 0),
          "unreadable", "{\"total_spent\":");
  private static final Map<String, String> PRODUCTS =
      Map.of(
          "full",
          "{\"category\":\"lamps\",\"brand\":\"Lux\",\"price\":49.90,\"cost\":20.00}",
          "priceless",
          "{\"category\":\"lamps\"}",
          "losing",
          "{\"price\":1,\"cost\":1.5}");

  private static final Enrichments STEPS =
      Steps.with(PROFILES, PRODUCTS, "customer.enabled", "true", "product.enabled", "true");

  @ParameterizedTest
  @CsvSource({
    "u, VIP",
    "fewer-orders, Premium",
    "less-spent, Premium",
    "premium, Premium",
    "regular, Regular",
    "few-orders, New",
    "little-spent, New",
    "nothing, New",
    "unreadable, New",
    "unheard-of, New"
  })
  void aCustomersSegmentIsTold(String userId, String segment) {
    JsonNode enrichment =
        enrichmentOf(
            MINIMAL.replace("\"user_id\":\"u\"", "\"user_id\":\"" + userId + "\""), STEPS, CONTEXT);

    assertThat(enrichment.get("customer_value_segment").asText()).isEqualTo(segment);
  }

  @Test
  void inATableThatHadNoRoomForAllAnUnknownUsersSegmentIsNotKnown() {
    Enrichments full =
        Steps.with(
            Map.of("other", "{}", "another", "{}"),
            Map.of(),
            "customer.enabled",
            "true",
            "customer.max-entries",
            "1");

    assertThat(enrichmentOf(MINIMAL, full, CONTEXT).has("customer_value_segment")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "full"       | {"category":"lamps","brand":"Lux","price":49.9,"cost":20,"margin":29.9}
          "priceless"  | {"category":"lamps"}
          "losing"     | {"price":1,"cost":1.5,"margin":-0.5}
          "unheard-of" |
          null         |
          7            |
          """,
      quoteCharacter = '`')
  void aProductIsWhatTheCatalogueSaysOfIt(String productId, String product) {
    JsonNode enrichment =
        enrichmentOf(event("custom", "{\"product_id\":" + productId + "}"), STEPS, CONTEXT);

    assertThat(enrichment.path("product").toString()).isEqualTo(product == null ? "" : product);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          add_to_cart      | "product_id":"full"                         | 4.99
          add_to_cart      | "product_id":"full","quantity":3            | 14.97
          add_to_cart      | "product_id":"full","price":null            | 4.99
          add_to_cart      | "product_id":"full","price":10              | 1
          add_to_cart      | "product_id":"full","price":0               | 0
          add_to_cart      | "product_id":"priceless"                    | 0
          add_to_cart      | "product_id":"unheard-of"                   | 0
          remove_from_cart | "product_id":"full"                         | 0
          purchase         | "product_id":"full","order_id":"o"          | 0
          """,
      quoteCharacter = '`')
  void theCataloguesPriceStandsInForOneThatIsMissing(
      String type, String properties, String revenue) {
    JsonNode enrichment = enrichmentOf(event(type, "{" + properties + "}"), STEPS, CONTEXT);

    assertThat(enrichment.get("event_revenue").asText()).isEqualTo(revenue);
  }

  private static String profile(String spent, int orders) {
    return "{\"total_spent\":" + spent + ",\"total_orders\":" + orders + "}";
  }

  @Test
  void withoutTheTablesNothingIsTold() {
    JsonNode enrichment =
        enrichmentOf(event("add_to_cart", "{\"product_id\":\"full\"}"), Steps.with(), CONTEXT);

    assertThat(enrichment.has("customer_value_segment")).isFalse();
    assertThat(enrichment.has("product")).isFalse();
    assertThat(enrichment.get("event_revenue").asText()).isEqualTo("0");
  }
}
