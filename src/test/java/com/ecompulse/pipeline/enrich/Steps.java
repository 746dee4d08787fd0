package com.ecompulse.pipeline.enrich;

import com.ecompulse.pipeline.config.EnrichmentConfig;
import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.Enrichments;
import com.ecompulse.pipeline.reference.Tables;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The steps as settings make them, by the settings' own mapping and defaults. */
public final class Steps {

  /**
   * The benchmarks' emitter application has these settings and none of the application's others.
   */
  @ConfigMapping(prefix = "pipeline.enrichment")
  interface Mapped extends EnrichmentConfig {}

  private Steps() {}

  /** Names below {@code pipeline.enrichment.} and their values in turn; all else by default. */
  public static EnrichmentConfig config(String... settings) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      given.put("pipeline.enrichment." + settings[i], settings[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(given, "given", 100))
        .withMapping(Mapped.class)
        .build()
        .getConfigMapping(Mapped.class);
  }

  public static Enrichments with(String... settings) {
    return with(Map.of(), Map.of(), settings);
  }

  /**
   * The same with reference records by key, where the settings turn the tables on.
   *
   * @param profiles of customers
   * @param products of the catalogue
   */
  public static Enrichments with(
      Map<String, String> profiles, Map<String, String> products, String... settings) {
    return new Enrichments(steps(profiles, products, settings));
  }

  /** The names of the steps, in their order. */
  public static List<String> names(String... settings) {
    return steps(Map.of(), Map.of(), settings).stream().map(Enrichment::name).toList();
  }

  private static List<Enrichment> steps(
      Map<String, String> profiles, Map<String, String> products, String... settings) {
    EnrichmentConfig config = config(settings);
    LocationDatabases locations = new LocationDatabases(config.location(), true);
    locations.refresh();
    return new EnrichmentSteps(
            config, locations, Tables.of(config, profiles, products), new Privacy(config.privacy()))
        .steps();
  }

  /** What is not disclosed, by those settings below {@code privacy.}. */
  public static Privacy privacy(String... settings) {
    return new Privacy(config(belowPrivacy(settings)).privacy());
  }

  /** The steps by those settings below {@code privacy.}. */
  static Enrichments withPrivacy(String... settings) {
    return with(belowPrivacy(settings));
  }

  private static String[] belowPrivacy(String... settings) {
    String[] below = settings.clone();
    for (int i = 0; i < below.length; i += 2) {
      below[i] = "privacy." + below[i];
    }
    return below;
  }
}
