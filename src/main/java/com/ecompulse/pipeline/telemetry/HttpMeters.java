package com.ecompulse.pipeline.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** What Quarkus' own meter of HTTP requests lacks: a bound, and buckets. */
@Singleton
class HttpMeters {
  private static final String REQUESTS = "http.server.requests";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  static final Set<String> ENDPOINTS =
      Set.of(
          "/events",
          "/topics/{topic}",
          "/dead-letters",
          "/dead-letters/counts",
          "/dead-letters/{partition:\\d{1,9}}/{offset:\\d{1,18}}",
          "/dead-letters/replays",
          "/dead-letters/replays/{id}",
          "/duplicates");

  /** The words for a path that is none of these. */
  private static final Set<String> NO_ENDPOINT =
      Set.of("/cors-preflight", "NOT_FOUND", "REDIRECTION", "UNKNOWN", "root");

  /** A method is a client's word, and each would be a series of its own. */
  @Produces
  @Singleton
  MeterFilter knownMethods() {
    return new MeterFilter() {
      @Override
      public MeterFilterReply accept(Meter.Id id) {
        return id.getName().equals(REQUESTS) && !METHODS.contains(id.getTag("method"))
            ? MeterFilterReply.DENY
            : MeterFilterReply.NEUTRAL;
      }
    };
  }

  /**
   * What is refused before it gets to an endpoint is measured by its path, which is a client's
   * word, too. Quarkus allows a hundred of them, and then none at all: not the endpoints' either.
   */
  @Produces
  @Singleton
  MeterFilter knownUris() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().equals(REQUESTS) && !isKnown(id.getTag("uri"))
            ? id.replaceTags(Tags.concat(id.getTags(), "uri", "other"))
            : id;
      }
    };
  }

  private static boolean isKnown(String uri) {
    return ENDPOINTS.contains(uri) || NO_ENDPOINT.contains(uri);
  }

  @Produces
  @Singleton
  MeterFilter latencyBuckets() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals(REQUESTS) ? Meters.latencyBuckets().merge(config) : config;
      }
    };
  }
}
