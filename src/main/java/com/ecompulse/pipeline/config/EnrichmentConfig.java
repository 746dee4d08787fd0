package com.ecompulse.pipeline.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of the enrichment by their names; a part of {@link PipelineConfig}. */
public interface EnrichmentConfig {
  Step time();

  Step revenue();

  Traffic traffic();

  ClientIp clientIp();

  Location location();

  Device device();

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

  /** Browser, operating system and kind of device. */
  interface Device extends Step {
    /** User agents that are remembered, of some hundred bytes each. */
    @WithDefault("2048")
    @Min(0)
    @Max(1_000_000)
    int cacheSize();
  }

  /** The client's address. */
  interface ClientIp extends Step {
    /** Whether only its network is written: 24 bits of an address of IPv4, 48 of one of IPv6. */
    @WithDefault("false")
    boolean truncate();
  }

  /** Where the client is; by no database, nothing. */
  interface Location extends Step {
    /** MaxMind database files, such as of cities and of ASNs. */
    Optional<List<String>> database();

    /** How often a change of the files is looked for. */
    @WithDefault("1M")
    Duration reloadInterval();

    /** Addresses whose places are remembered, of some hundred bytes each. */
    @WithDefault("4096")
    @Min(0)
    @Max(1_000_000)
    int cacheSize();
  }
}
