package com.ecompulse.pipeline.bench.core;

import com.ecompulse.pipeline.enrich.Mmdb;
import com.ecompulse.pipeline.enrich.Steps;
import com.ecompulse.pipeline.event.Enrichments;
import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The core with any of the steps there are, and data for those that need some. */
final class AllSteps {
  static final String NONE = "none";
  static final String PRIVACY = "privacy";
  static final String ALL = "all";

  private static final Path DATABASE = Path.of("target", "bench-city.mmdb");

  /** What turns on what is off unless it is asked for. */
  private static final Map<String, String> ON =
      Map.of(
          "customer.enabled", "true",
          "product.enabled", "true",
          "location.database", DATABASE.toString());

  private static final String[] PRIVATE = {
    "pseudonymise", "/properties/email,/user_id",
    "remove", "/properties/referrer",
    "key-id", "k1",
    "keys.k1", "0123456789abcdef0123456789abcdef"
  };

  private AllSteps() {}

  /** Nothing, each step by itself, privacy, and all together. */
  static List<String> choices() {
    prepare();
    List<String> choices = new ArrayList<>(names());
    choices.add(0, NONE);
    choices.add(PRIVACY);
    choices.add(ALL);
    return choices;
  }

  static EventPipeline pipeline(String choice) {
    prepare();
    Map<String, String> settings = new LinkedHashMap<>(ON);
    for (String name : names()) {
      if (!choice.equals(name) && !choice.equals(ALL)) {
        settings.put(name + ".enabled", "false");
      }
    }
    boolean isPrivate = choice.equals(PRIVACY) || choice.equals(ALL);
    return new EventPipeline(
        EventLimits.DEFAULTS,
        steps(settings),
        isPrivate ? Steps.privacy(PRIVATE) : Steps.privacy());
  }

  private static Enrichments steps(Map<String, String> settings) {
    return Steps.with(
        profiles(),
        Map.of("prod-7", "{\"category\":\"lamps\",\"brand\":\"Lux\",\"price\":149.99,\"cost\":90}"),
        inTurn(settings));
  }

  private static List<String> names() {
    return Steps.names(inTurn(ON));
  }

  private static String[] inTurn(Map<String, String> settings) {
    return settings.entrySet().stream()
        .flatMap(setting -> Stream.of(setting.getKey(), setting.getValue()))
        .toArray(String[]::new);
  }

  private static Map<String, String> profiles() {
    Map<String, String> profiles = new HashMap<>();
    for (int i = 0; i < 10_000; i += 2) {
      profiles.put("user_" + i, "{\"total_spent\":%d,\"total_orders\":%d}".formatted(i, i % 20));
    }
    return profiles;
  }

  private static void prepare() {
    new Mmdb(6)
        .with("203.0.113.0/24", Mmdb.city("DE", "BE", "State of Berlin", "Berlin"))
        .writeTo(DATABASE);
  }
}
