package com.ecompulse.pipeline.config;

import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** The steps of the enrichment by their names; a part of {@link PipelineConfig}. */
public interface EnrichmentConfig {
  Step time();

  Step revenue();

  Traffic traffic();

  Step clientIp();

  Step quality();

  /** What every step has. */
  interface Step {
    /** Whether the step is taken. */
    @WithDefault("true")
    boolean enabled();
  }

  /** Where the visit came from. */
  interface Traffic extends Step {
    /**
     * The shop's own hosts, whose subdomains are its own, too: a referrer of theirs is internal.
     */
    Optional<Set<String>> ownHosts();
  }
}
