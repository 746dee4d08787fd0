package com.ecompulse.pipeline.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of reference records mean. */
class ReferenceValuesTest {
  private static final byte[] VIP = "{\"total_spent\":1001,\"total_orders\":11}".getBytes(UTF_8);

  private final CustomerTable customers = new CustomerTable(new SegmentTable(100));
  private final ProductTable products = new ProductTable(2);

  @ParameterizedTest
  @CsvSource({
    "1000.01, 11, VIP",
    "1000, 11, PREMIUM",
    "1000.01, 10, PREMIUM",
    "1e9, 1e3, VIP",
    "500.01, 6, PREMIUM",
    "500, 6, REGULAR",
    "500.01, 5, REGULAR",
    "9999, 3, REGULAR",
    "100.01, 3, REGULAR",
    "100, 3, NEW",
    "100.01, 2, NEW",
    "0, 0, NEW",
    "-5, -1, NEW",
    "null, 99, NEW",
    "9999, null, NEW"
  })
  void aCustomersSegmentIsThatOfBothTotals(String spent, String orders, Segment segment)
      throws IOException {
    put("{\"total_spent\":%s,\"name\":{\"a\":[1]},\"total_orders\":%s}".formatted(spent, orders));

    assertThat(customers.segment("u")).isEqualTo(segment);
  }

  @Test
  void theSegmentsAreWrittenAsAnalystsKnowThem() {
    assertThat(Segment.values())
        .extracting(Segment::text)
        .containsExactly("VIP", "Premium", "Regular", "New");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}{}",
        "{\"total_spent\":\"7\"}",
        "{\"total_spent\":true}",
        "{\"total_orders\":[7]}",
        "{\"total_spent\":1e999999999}",
        "{\"total_spent\":1e9999999999}",
        "{\"total_spent\":1e99999999999}",
        "{\"total_orders\":-1e-99999999999}",
        "{\"total_spent\":NaN}"
      })
  void aBrokenProfileChangesNothing(String broken) throws IOException {
    put("{\"total_spent\":1001,\"total_orders\":11}");

    assertThatIOException().isThrownBy(() -> put(broken));

    assertThat(customers.segment("u")).isEqualTo(Segment.VIP);
  }

  @Test
  void whoHasNoProfileIsNew() throws IOException {
    put("{\"total_spent\":1001,\"total_orders\":11}");
    customers.remove("u");

    assertThat(customers.segment("u")).isEqualTo(Segment.NEW);
  }

  private static CustomerTable fullOfTwo() throws IOException {
    CustomerTable two = new CustomerTable(new SegmentTable(2));
    two.put("a", VIP);
    two.put("b", VIP);
    return two;
  }

  @Test
  void aFullTableTakesWhoHasNoProfileForNewUntilItHadNoRoomForOne() throws IOException {
    CustomerTable two = fullOfTwo();
    assertThat(two.segment("c")).isEqualTo(Segment.NEW);

    two.put("c", VIP);
    assertThat(two.segment("c")).isNull();
  }

  @Test
  void whomATableHadNoRoomForIsNotTakenForNewWhenAnotherGoes() throws IOException {
    CustomerTable two = fullOfTwo();
    two.put("c", VIP);

    two.remove("a");

    assertThat(two.segment("c")).isNull();
    assertThat(two.segment("a")).isNull();
    assertThat(two.segment("b")).isEqualTo(Segment.VIP);
  }

  @Test
  void aProductIsWhatTheCatalogueSaysOfIt() throws IOException {
    products.put(
        "p",
        "{\"category\":\"Lampen\",\"brand\":\"Lux\",\"price\":49.90,\"cost\":20,\"x\":{}}"
            .getBytes(UTF_8));

    Product product = products.product("p");
    assertThat(product.category()).isEqualTo("Lampen");
    assertThat(product.brand()).isEqualTo("Lux");
    assertThat(product.price()).isEqualByComparingTo("49.9");
    assertThat(product.margin()).isEqualByComparingTo("29.9");
  }

  @Test
  void withoutPriceOrCostThereIsNoMargin() throws IOException {
    products.put("p", "{\"price\":49.90,\"brand\":\"\",\"category\":null}".getBytes(UTF_8));

    assertThat(products.product("p").margin()).isNull();
    assertThat(products.product("p").brand()).isNull();
    assertThat(products.product("p").category()).isNull();
  }

  /** A native image never lets go of what is interned, and a catalogue changes. */
  @Test
  void whatSeveralProductsSayIsHeldOnceAndOnlyByThem() throws IOException {
    // Given
    String brand = "Lux";
    byte[] product = "{\"brand\":\"%s\"}".formatted(brand).getBytes(UTF_8);

    // When
    products.put("a", product);
    products.put("b", product);

    // Then
    assertThat(products.product("a").brand())
        .isEqualTo(brand)
        .isSameAs(products.product("b").brand())
        .isNotSameAs(brand.intern());
  }

  @Test
  void aFullCatalogueTakesNoNewProduct() throws IOException {
    byte[] product = "{\"price\":1}".getBytes(UTF_8);
    products.put("a", product);
    products.put("b", product);

    assertThat(products.put("c", product)).isFalse();
    assertThat(products.put("a", "{\"price\":2}".getBytes(UTF_8))).isTrue();
    assertThat(products.product("a").price()).isEqualByComparingTo("2");
    products.remove("b");
    assertThat(products.put("c", product)).isTrue();
    assertThat(products.size()).isEqualTo(2);
  }

  private void put(String profile) throws IOException {
    customers.put("u", profile.getBytes(UTF_8));
  }
}
