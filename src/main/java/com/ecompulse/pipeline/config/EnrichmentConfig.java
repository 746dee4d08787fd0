package com.ecompulse.pipeline.config;

import com.ecompulse.pipeline.event.Consent;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The steps of the enrichment by their names; a part of {@link PipelineConfig}. */
public interface EnrichmentConfig {
  Step time();

  Step revenue();

  Step session();

  Traffic traffic();

  ClientIp clientIp();

  Location location();

  Device device();

  Customer customer();

  Product product();

  /** What the consumers of these two are told, by Kafka's own names. */
  Map<String, String> referenceReader();

  Step quality();

  Privacy privacy();

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
    /** User agents that are remembered, of some hundred bytes to 2 KiB each. */
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

  /** What is not disclosed; no step, but it is switched like one. */
  interface Privacy extends Step {
    /** Members that are taken out, as JSON pointers such as {@code /properties/email}. */
    Optional<List<String>> remove();

    /** Members in whose place pseudonyms are put. */
    Optional<List<String>> pseudonymise();

    /** Whether dead letters are without these members, too, in their keys and headers as well. */
    @WithDefault("false")
    boolean deadLetters();

    /** What the flags in {@code metadata} mean. */
    @WithDefault("ignored")
    Consent consent();

    /** The key that pseudonyms are made with. */
    Optional<String> keyId();

    /** Secrets of 32 characters or more by their key id, those of former times among them. */
    Map<String, String> keys();
  }

  /** What a customer is worth. */
  interface Customer extends ReferenceConfig {
    @Override
    @WithDefault("false")
    boolean enabled();

    @Override
    @WithDefault("user-profiles")
    String topic();

    /** 12 to 24 bytes each. */
    @Override
    @WithDefault("10000000")
    @Min(0)
    int maxEntries();
  }

  /** What the catalogue says of the product. */
  interface Product extends ReferenceConfig {
    @Override
    @WithDefault("false")
    boolean enabled();

    @Override
    @WithDefault("product-catalog")
    String topic();

    /** Some 300 bytes each. */
    @Override
    @WithDefault("1000000")
    @Min(0)
    int maxEntries();
  }
}
