package com.ecompulse.pipeline.event.enrichments;

import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.enriched;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static com.ecompulse.pipeline.event.Events.event;
import static com.ecompulse.pipeline.event.Events.process;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevenueTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          purchase         | "total_amount":299.98                          | 299.98
          purchase         | "total_amount":0.30                            | 0.3
          purchase         | "total_amount":1.5E+3                          | 1500
          purchase         | "total_amount":-0.00                           | 0
          purchase         | "total_amount":90071992547409931234.01         | 90071992547409931234.01
          purchase         | "total_amount":null                            | 0
          purchase         | "price":5                                      | 0
          add_to_cart      | "price":149.99,"quantity":2                    | 29.998
          add_to_cart      | "price":149.99                                 | 14.999
          add_to_cart      | "price":149.99,"quantity":null                 | 14.999
          add_to_cart      | "price":149.99,"quantity":0                    | 0
          add_to_cart      | "price":1,"quantity":2.5                       | 0.25
          add_to_cart      | "quantity":2                                   | 0
          remove_from_cart | "price":149.99,"quantity":2                    | 0
          product_view     | "price":149.99                                 | 0
          link_click       | "price":"none","total_amount":[]               | 0
          """)
  void theRevenueIsAnExactDecimal(String type, String properties, String revenue) {
    String event = event(type, "{\"order_id\":\"o\",\"product_id\":\"p\"," + properties + "}");

    assertThat(textOf(event)).contains("\"event_revenue\":" + revenue + ",");
  }

  @Property(tries = 500)
  void aTenthOfPriceTimesQuantityIsNeverRounded(
      @ForAll @BigRange(min = "0", max = "1000000000000") @Scale(8) BigDecimal price,
      @ForAll @BigRange(min = "0", max = "1000000000000") @Scale(3) BigDecimal quantity) {
    JsonNode enrichment =
        enrichmentOf(
            event(
                "add_to_cart",
                "{\"product_id\":\"p\",\"price\":" + price + ",\"quantity\":" + quantity + "}"));

    assertThat(enrichment.get("event_revenue").decimalValue())
        .isEqualByComparingTo(price.multiply(quantity).movePointLeft(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e65", "1e-65", "1e999999999", "1e-999999999999", "{65}"})
  void aMonstrousNumberFailsTheStepAlone(String number) {
    String amount = number.replace("{65}", "9".repeat(65));

    String enriched =
        textOf(event("purchase", "{\"order_id\":\"o\",\"total_amount\":" + amount + "}"));

    assertThat(enriched)
        .contains("\"is_weekend\":false,\"traffic\":{}")
        .endsWith("\"is_valid_event\":false,\"failed_steps\":[\"revenue\"]}}");
  }

  @Example
  void theLargestNumbersArePlain() {
    assertThat(
            textOf(
                event("purchase", "{\"order_id\":\"o\",\"total_amount\":" + "9".repeat(64) + "}")))
        .contains("\"event_revenue\":" + "9".repeat(64) + ",");
    assertThat(textOf(event("purchase", "{\"order_id\":\"o\",\"total_amount\":1e64}")))
        .contains("\"event_revenue\":1" + "0".repeat(64) + ",");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"USD\"', '\"USD\"'",
    "'\"1234567890123456\"', '\"1234567890123456\"'",
    "'\"12345678901234567\"',",
    "'\"\"',",
    "null,",
    "840,",
    "'\"\\ud83d\"', '\"\\ud83d\"'"
  })
  void theCurrencyIsTheEventsOwnWhereItIsOne(String currency, String expected) {
    String enriched = textOf(event("user_login", "{\"currency\":" + currency + "}"));

    assertThat(enriched.substring(enriched.indexOf("\"enrichment\"")))
        .contains(
            expected == null
                ? "\"event_revenue\":0,\"traffic\""
                : "\"event_revenue\":0,\"currency\":" + expected + ",\"traffic\"");
  }

  @Example
  void anEventWithoutPropertiesHasNoRevenue() {
    assertThat(textOf(MINIMAL)).contains("\"event_revenue\":0,");
  }

  private static String textOf(String event) {
    return new String(enriched(process(event)).bytes(), StandardCharsets.UTF_8);
  }
}
