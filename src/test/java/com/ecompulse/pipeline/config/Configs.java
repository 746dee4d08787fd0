package com.ecompulse.pipeline.config;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The settings as the application reads them, without an application. */
public final class Configs {
  private Configs() {}

  /** The defaults, what has none, and over them what is given. */
  @SafeVarargs
  public static PipelineConfig with(Map<String, String>... settings) {
    Map<String, String> given = new HashMap<>();
    given.put("pipeline.instance-id", "test");
    given.put("pipeline.ingest.open", "true");
    given.put("pipeline.topics.provision", "false");
    for (Map<String, String> some : settings) {
      given.putAll(some);
    }
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(given, "given", 100))
        .withMapping(PipelineConfig.class)
        .build()
        .getConfigMapping(PipelineConfig.class);
  }

  /** What a setting is where nobody sets it, as it is written. */
  public static String byDefault(String setting) {
    return ConfigMappings.getProperties(ConfigClass.configClass(PipelineConfig.class))
        .get(setting)
        .getDefaultValue();
  }
}
