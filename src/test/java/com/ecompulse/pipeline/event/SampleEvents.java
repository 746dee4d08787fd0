package com.ecompulse.pipeline.event;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Events such as shops send them, from a seed: the six known types and some of a shop's own, about
 * 660 bytes each. The same seed, index and time give the same bytes; the {@code event_id} is {@code
 * evt-<seed>-<index>}.
 */
public final class SampleEvents {

  /**
   * One generated record.
   *
   * @param expectedTag the failure's tag where the event is to be rejected, else null
   */
  public record Sample(byte[] value, String eventId, String expectedTag) {
    public boolean isRejected() {
      return expectedTag != null;
    }
  }

  private enum Break {
    TRUNCATED("not-json"),
    TRAILING_BYTES("not-json"),
    LATIN_1("not-json"),
    EMPTY("not-json"),
    IN_AN_ARRAY("not-an-object"),
    DEEP("too-deep"),
    WITHOUT_USER("invalid-event"),
    YEAR_9999("invalid-event"),
    NUMERIC_SESSION("invalid-event"),
    ENRICHED_ALREADY("reserved-member");

    final String tag;

    Break(String tag) {
      this.tag = tag;
    }
  }

  private static final List<String> TYPES =
      List.of(
          "page_view",
          "page_view",
          "page_view",
          "product_view",
          "product_view",
          "add_to_cart",
          "remove_from_cart",
          "purchase",
          "user_login",
          "link_click",
          "form_submit");
  private static final List<String> PRODUCTS =
      List.of("Café au lait", "Übergröße \\\"XL\\\"", "東京ランプ", "Socks 🧦", "Пальто", "Chair");
  private static final List<String> PAGES =
      List.of(
          "https://shop.example/",
          "https://shop.example/p/7?utm_source=newsletter&utm_medium=email&utm_campaign=black%20friday",
          "https://shop.example/suche?q=gr%C3%B6%C3%9Fe&utm_source=google&utm_medium=cpc#top",
          "https://shop.example/cart?step=2");

  private SampleEvents() {}

  /** Valid events whose time lies within the hour before {@code around}. */
  public static List<byte[]> valid(long seed, int count, Instant around) {
    return mixed(seed, count, 0, around).stream().map(Sample::value).toList();
  }

  /** Valid events among which about that share (0 to 1) is broken, in every way in turn. */
  public static List<Sample> mixed(long seed, int count, double brokenShare, Instant around) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>(count);
    int broken = 0;
    for (int i = 0; i < count; i++) {
      String eventId = "evt-" + seed + "-" + i;
      String event = event(random, eventId, around);
      if (random.nextDouble() < brokenShare) {
        Break way = Break.values()[broken++ % Break.values().length];
        samples.add(new Sample(broken(way, event), eventId, way.tag));
      } else {
        samples.add(new Sample(bytes(event), eventId, null));
      }
    }
    return samples;
  }

  /**
   * The same event under another id, for who posts few events often; what does not begin with an id
   * stays as it is.
   */
  public static byte[] renumbered(byte[] event, long number) {
    byte[] head = bytes("{\"event_id\":\"");
    if (event.length < head.length || !Arrays.equals(head, 0, head.length, event, 0, head.length)) {
      return event;
    }
    byte[] prefix = bytes(number + "-");
    byte[] renumbered = Arrays.copyOf(event, event.length + prefix.length);
    System.arraycopy(prefix, 0, renumbered, head.length, prefix.length);
    System.arraycopy(
        event, head.length, renumbered, head.length + prefix.length, event.length - head.length);
    return renumbered;
  }

  private static byte[] broken(Break way, String event) {
    return switch (way) {
      case TRUNCATED -> Arrays.copyOf(bytes(event), bytes(event).length / 2);
      case TRAILING_BYTES -> bytes(event + ",");
      case LATIN_1 -> spliced(event, "\"name\":\"Müller\"").getBytes(StandardCharsets.ISO_8859_1);
      case EMPTY -> new byte[0];
      case IN_AN_ARRAY -> bytes("[" + event + "]");
      case DEEP -> bytes(spliced(event, "\"deep\":" + "[".repeat(200) + "]".repeat(200)));
      case WITHOUT_USER -> bytes(event.replace("\"user_id\"", "\"user\""));
      case YEAR_9999 -> bytes(event.replaceFirst("\"timestamp\":\"....", "\"timestamp\":\"9999"));
      case NUMERIC_SESSION ->
          bytes(event.replaceFirst("\"session_id\":\"[^\"]*\"", "\"session_id\":7"));
      case ENRICHED_ALREADY -> bytes(spliced(event, "\"enrichment\":{}"));
    };
  }

  private static String spliced(String event, String member) {
    return event.substring(0, event.length() - 1) + "," + member + "}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String event(Random random, String eventId, Instant around) {
    String type = pick(random, TYPES);
    StringJoiner event = new StringJoiner(",", "{", "}");
    event.add(string("event_id", eventId));
    event.add(string("event_type", type));
    event.add(string("timestamp", around.minusMillis(random.nextInt(3_600_000)).toString()));
    event.add(string("user_id", "user_" + random.nextInt(10_000)));
    event.add(string("session_id", "session_" + Integer.toHexString(random.nextInt())));
    if (random.nextInt(20) > 0) {
      event.add(random.nextInt(20) == 0 ? "\"source\":null" : string("source", "web"));
    }
    if (random.nextInt(20) > 0 || !type.matches("user_login|link_click|form_submit")) {
      event.add("\"properties\":" + properties(random, type));
    }
    if (random.nextInt(10) > 0) {
      event.add("\"metadata\":" + metadata(random));
    }
    return event.toString();
  }

  private static String properties(Random random, String type) {
    StringJoiner properties = new StringJoiner(",", "{", "}");
    switch (type) {
      case "page_view" -> {
        properties.add(string("page_url", pick(random, PAGES)));
        properties.add(string("page_title", pick(random, PRODUCTS)));
      }
      case "product_view", "add_to_cart", "remove_from_cart" -> {
        properties.add(string("product_id", "prod-" + random.nextInt(500)));
        properties.add(string("product_name", pick(random, PRODUCTS)));
        properties.add("\"price\":" + price(random));
        properties.add("\"quantity\":" + (random.nextInt(10) == 0 ? null : 1 + random.nextInt(4)));
        properties.add(string("currency", "EUR"));
      }
      case "purchase" -> {
        properties.add(string("order_id", "order-" + random.nextInt(1_000_000)));
        properties.add("\"total_amount\":" + price(random));
        properties.add(string("currency", "USD"));
        properties.add("\"items\":[{\"sku\":\"a-1\",\"n\":2},{\"sku\":\"b-2\",\"n\":1}]");
      }
      default -> properties.add(string("target", "#newsletter"));
    }
    properties.add(string("user_agent", pick(random, UserAgents.REAL)));
    properties.add(string("referrer", "https://www.example.com/search?q=floor+lamp&hl=en&page=2"));
    properties.add(string("ab_test", "checkout-2026-" + random.nextInt(9)));
    properties.add("\"consent\":[\"necessary\",\"statistics\"]");
    boolean hasAddress = random.nextInt(3) == 0;
    properties.add(hasAddress ? string("ip_address", "203.0.113.7") : "\"ip_address\":null");
    properties.add("\"viewport\":{\"width\":1440,\"height\":900}");
    return properties.toString();
  }

  private static String metadata(Random random) {
    String version = "1." + random.nextInt(10) + ".0";
    return "{\"sdk_version\":\"" + version + "\",\"platform\":\"web\",\"environment\":\"prod\"}";
  }

  private static String string(String name, String value) {
    return '"' + name + "\":\"" + value + '"';
  }

  private static String price(Random random) {
    return BigDecimal.valueOf(random.nextInt(100_000), 2).toPlainString();
  }

  private static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
