package com.ecompulse.pipeline.bench.core;

import com.ecompulse.pipeline.event.EventContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The same enrichment as people write it: read a tree, look at it, put a member in, write it again.
 * Its JSON is that of the pipeline, which {@link CoreBenchmark} checks before it measures; it does
 * less, for it accepts events that the pipeline would reject.
 */
final class TreeEnrichment {
  private static final List<String> REQUIRED =
      List.of("event_id", "event_type", "timestamp", "user_id", "session_id");
  private static final List<String> UTM =
      List.of("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content");

  private final ObjectMapper mapper =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  byte[] enrich(byte[] value, EventContext context) throws IOException {
    ObjectNode event = (ObjectNode) mapper.readTree(value);
    for (String member : REQUIRED) {
      String text = event.path(member).textValue();
      if (text == null || text.isEmpty() || text.length() > 128) {
        throw new IllegalArgumentException(member);
      }
    }
    JsonNode properties = event.path("properties");
    Instant occurredAt = OffsetDateTime.parse(event.get("timestamp").textValue()).toInstant();
    Instant receivedAt = Instant.ofEpochMilli(context.receivedAtMillis());
    ObjectNode enrichment = event.putObject("enrichment");
    times(enrichment, occurredAt, receivedAt, Instant.ofEpochMilli(context.enrichedAtMillis()));
    revenue(enrichment, event.get("event_type").textValue(), properties);
    traffic(enrichment.putObject("traffic"), properties);
    enrichment.put("client_ip", properties.path("ip_address").asText(context.clientIp()));
    quality(enrichment, event, receivedAt.toEpochMilli() - occurredAt.toEpochMilli());
    return mapper.writeValueAsBytes(event);
  }

  private static void times(
      ObjectNode enrichment, Instant occurredAt, Instant receivedAt, Instant enrichedAt) {
    OffsetDateTime occurred = occurredAt.atOffset(ZoneOffset.UTC);
    long skewMillis = receivedAt.toEpochMilli() - occurredAt.toEpochMilli();
    int dayOfWeek = occurred.getDayOfWeek().getValue();
    enrichment.put("enriched_timestamp", enrichedAt.toString());
    enrichment.put("received_at", receivedAt.toString());
    enrichment.put("clock_skew_seconds", BigDecimal.valueOf(skewMillis, 3));
    enrichment.put("processing_date", enrichedAt.atOffset(ZoneOffset.UTC).toLocalDate().toString());
    enrichment.put("hour_of_day", occurred.getHour());
    enrichment.put("day_of_week", dayOfWeek);
    enrichment.put("is_weekend", dayOfWeek >= 6);
  }

  private static void revenue(ObjectNode enrichment, String type, JsonNode properties) {
    BigDecimal revenue =
        switch (type) {
          case "purchase" -> properties.path("total_amount").decimalValue();
          case "add_to_cart" ->
              properties
                  .path("price")
                  .decimalValue()
                  .multiply(new BigDecimal("0.1"))
                  .multiply(properties.path("quantity").decimalValue());
          default -> BigDecimal.ZERO;
        };
    enrichment.put("event_revenue", revenue.stripTrailingZeros());
    if (properties.path("currency").isTextual()) {
      enrichment.set("currency", properties.get("currency"));
    }
  }

  private static void traffic(ObjectNode traffic, JsonNode properties) {
    String query = URI.create(properties.path("page_url").asText("")).getRawQuery();
    for (String parameter : query == null ? new String[0] : query.split("&")) {
      String[] pair = parameter.split("=", 2);
      if (UTM.contains(pair[0]) && pair.length == 2) {
        traffic.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      }
    }
    if (traffic.path("utm_medium").asText("").equals("email")) {
      traffic.put("referrer_medium", "email");
    }
    if (traffic.has("utm_source")) {
      traffic.put("landing_page", properties.get("page_url").asText().split("[?#]", 2)[0]);
    }
  }

  private static void quality(ObjectNode enrichment, ObjectNode event, long skewMillis) {
    int tenths = 10;
    tenths -= event.path("properties").isEmpty() ? 2 : 0;
    tenths -= event.path("metadata").isEmpty() ? 2 : 0;
    tenths -= event.path("source").asText("").isEmpty() ? 1 : 0;
    tenths -= Math.abs(skewMillis) > 3_600_000 ? 1 : 0;
    enrichment.put("data_quality_score", BigDecimal.valueOf(tenths, 1));
    enrichment.put("is_valid_event", tenths > 7);
  }
}
