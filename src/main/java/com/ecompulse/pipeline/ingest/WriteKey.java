package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.IngestConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A write key that the service knows: its hash, and what it is good for. */
final class WriteKey {
  private final String id;
  private final byte[] sha256;
  private final Set<String> origins;
  private final RateLimit rate;

  WriteKey(String id, IngestConfig.WriteKey config) {
    this.id = id;
    this.sha256 = HexFormat.of().parseHex(config.sha256());
    this.origins = config.origins().orElse(Set.of());
    OptionalInt events = config.eventsPerSecond();
    this.rate = events.isPresent() ? new RateLimit(events.getAsInt(), System::nanoTime) : null;
  }

  /** The name that travels with its events. */
  String id() {
    return id;
  }

  /** Takes the same time wherever the hashes differ. */
  boolean hasHash(byte[] hash) {
    return MessageDigest.isEqual(sha256, hash);
  }

  /**
   * @param origin the request's {@code Origin}, or null: only browsers send one
   * @throws IngestProblem where that origin may not use the key
   */
  void requireOrigin(String origin) {
    if (origin != null && !origins.isEmpty() && !origins.contains(origin)) {
      throw new IngestProblem(Kind.ORIGIN_NOT_ALLOWED, "this write key is not for this origin");
    }
  }

  /**
   * @throws IngestProblem where so many events are more than its rate allows now
   */
  void requireRate(int events) {
    Optional<Duration> wait = rate == null ? Optional.empty() : rate.take(events);
    if (wait.isPresent()) {
      throw new IngestProblem(Kind.RATE_LIMITED, "send fewer events a second", wait.get());
    }
  }
}
