package com.ecompulse.pipeline.bench.core;

import com.ecompulse.pipeline.event.EnrichedEvent;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Events;
import com.ecompulse.pipeline.event.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Valid events of the six known types in turn, each of about the size asked for. */
public final class SizedEvents {
  public static final Instant RECEIVED = Instant.parse("2026-11-23T08:12:31.205Z");
  public static final EventContext CONTEXT =
      new EventContext(
          RECEIVED.toEpochMilli(), RECEIVED.toEpochMilli() + 40, "198.51.100.1", "curl/8");

  /** Each type with what its {@code properties} hold at least. */
  private static final List<Map.Entry<String, String>> TYPES =
      List.of(
          Map.entry(
              "page_view",
              "\"page_url\":\"https://shop.example/p/7?utm_source=news&utm_medium=email\""),
          Map.entry("product_view", "\"product_id\":\"prod-7\",\"price\":149.99"),
          Map.entry("add_to_cart", "\"product_id\":\"prod-7\",\"price\":149.99,\"quantity\":2"),
          Map.entry("remove_from_cart", "\"product_id\":\"prod-7\",\"quantity\":1"),
          Map.entry("purchase", "\"order_id\":\"o-1\",\"total_amount\":89.90,\"currency\":\"EUR\""),
          Map.entry("user_login", "\"method\":\"password\""));

  private SizedEvents() {}

  /** That many events of about that many bytes. */
  public static List<byte[]> of(int count, int bytes) {
    return of(count, bytes, RECEIVED);
  }

  /** The same, whose time lies within the minute before {@code around}. */
  public static List<byte[]> of(int count, int bytes, Instant around) {
    Random random = new Random(bytes);
    List<byte[]> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Map.Entry<String, String> type = TYPES.get(i % TYPES.size());
      events.add(event(random, type.getKey(), type.getValue(), bytes, around));
    }
    return events;
  }

  /** What the pipeline makes of them, all together, in bytes. */
  static long enrichedBytes(List<byte[]> events) {
    EventPipeline pipeline = new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps());
    return events.stream()
        .mapToLong(event -> enriched(pipeline.process(event, CONTEXT)).bytes().length)
        .sum();
  }

  static EnrichedEvent enriched(Outcome outcome) {
    return outcome.fold(
        enriched -> enriched,
        failure -> {
          throw new IllegalStateException(failure.toString());
        },
        () -> {
          throw new IllegalStateException("nothing came before it");
        });
  }

  private static byte[] event(
      Random random, String type, String properties, int bytes, Instant around) {
    String head =
        ("{\"event_id\":\"evt-%08x\",\"event_type\":\"%s\",\"timestamp\":\"%s\","
                + "\"user_id\":\"user_%d\",\"session_id\":\"s-%08x\",\"source\":\"web\","
                + "\"properties\":{%s")
            .formatted(
                random.nextInt(),
                type,
                around.minusMillis(random.nextInt(60_000)),
                random.nextInt(10_000),
                random.nextInt(),
                properties);
    String tail = "},\"metadata\":{\"platform\":\"web\"}}";
    StringBuilder event = new StringBuilder(head);
    for (int i = 0; event.length() + tail.length() < bytes - 20; i++) {
      event.append(filler(random, i));
    }
    return event.append(tail).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Shops' own members: strings, numbers, arrays and objects. */
  private static String filler(Random random, int index) {
    return switch (index % 4) {
      case 0 -> ",\"label_%d\":\"%x Übergröße\"".formatted(index, random.nextLong());
      case 1 -> ",\"amount_%d\":%d.%02d".formatted(index, random.nextInt(9999), index % 100);
      case 2 -> ",\"tags_%d\":[\"a%d\",\"b\",true]".formatted(index, random.nextInt(99));
      default -> ",\"item_%d\":{\"sku\":\"%x\",\"n\":%d}".formatted(index, random.nextInt(), index);
    };
  }
}
