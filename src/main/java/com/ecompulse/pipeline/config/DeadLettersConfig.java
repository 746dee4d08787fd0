package com.ecompulse.pipeline.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.util.Map;

/** Looking through dead letters, and replaying them; a part of {@link PipelineConfig}. */
public interface DeadLettersConfig {
  /** Tries that an event has, its first among them; the letter of the last is not replayed. */
  @WithDefault("5")
  @Min(1)
  int maxAttempts();

  /** The most letters that are replayed a second, on average. */
  @WithDefault("500")
  @Min(1)
  int replaysPerSecond();

  /** What the consumers that read letters are told, by Kafka's own names. */
  Map<String, String> reader();

  /** What the producer that replays them is told, by Kafka's own names. */
  Map<String, String> replayer();
}
