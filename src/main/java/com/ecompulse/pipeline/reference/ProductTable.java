package com.ecompulse.pipeline.reference;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The catalogue by product id: {@code {"category":"lamps","brand":"Lux","price":49.90,
 * "cost":20.00}}. Some 300 bytes a product.
 */
final class ProductTable implements ReferenceTable {
  private static final List<String> NUMBERS = List.of("price", "cost");
  private static final List<String> STRINGS = List.of("category", "brand");

  private final Map<String, Product> products = new ConcurrentHashMap<>();
  private final SharedStrings strings = new SharedStrings();
  private final int maxEntries;

  ProductTable(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  @Override
  public boolean put(String productId, byte[] product) throws IOException {
    ReferenceValue value = ReferenceValue.read(product, NUMBERS, STRINGS);
    if (products.size() >= maxEntries && !products.containsKey(productId)) {
      return false;
    }
    products.put(
        productId,
        new Product(
            shared(value.string("category")),
            shared(value.string("brand")),
            value.number("price"),
            value.number("cost")));
    return true;
  }

  /** Categories and brands repeat. */
  private String shared(String text) {
    return text == null ? null : strings.shared(text);
  }

  @Override
  public void remove(String productId) {
    products.remove(productId);
  }

  @Override
  public void clear() {
    products.clear();
  }

  @Override
  public int size() {
    return products.size();
  }

  /** What the catalogue says; null where it does not know the product. */
  Product product(String productId) {
    return products.get(productId);
  }
}
