package com.ecompulse.pipeline.enrich;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.bytes;
import static com.ecompulse.pipeline.event.Events.enriched;
import static com.ecompulse.pipeline.event.Events.event;
import static com.ecompulse.pipeline.event.Events.tree;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.fasterxml.jackson.databind.JsonNode;

/** An event of a visitor, and what is told of it. */
abstract class PrivacyScene {
  static final String SECRET = "0123456789abcdef0123456789abcdef";

  static final String EVENT =
      event(
          "user_login",
          "{\"email\":\"ann@example.com\",\"ip_address\":\"203.0.113.7\",\"n\":1.50}");

  static JsonNode disclosed(Privacy privacy, String event) {
    return tree(bytes(text(privacy, event)));
  }

  static String text(Privacy privacy, String event) {
    EventPipeline pipeline = new EventPipeline(EventLimits.DEFAULTS, Steps.with(), privacy);
    return new String(enriched(pipeline.process(bytes(event), CONTEXT)).bytes(), UTF_8);
  }
}
