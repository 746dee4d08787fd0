package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.event.Sha256;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may send events. A write key stands in every page and every app of its shop, so it opens this
 * door and no other: operators' endpoints do not ask here.
 */
@Singleton
class WriteKeys {
  private final boolean ingesting;
  private final boolean open;
  private final List<WriteKey> keys;

  WriteKeys(PipelineConfig config) {
    this.ingesting = config.ingest().enabled();
    this.open = config.ingest().open();
    this.keys =
        config.ingest().writeKeys().entrySet().stream()
            .map(key -> new WriteKey(key.getKey(), key.getValue()))
            .toList();
  }

  /** A service that nobody can send to, or anybody by mistake, does not start. */
  void requireAny(@Observes StartupEvent event) {
    if (ingesting && !open && keys.isEmpty()) {
      throw new ConfigurationException(
          "No write key: set pipeline.ingest.write-keys.<name>.sha256 for at least one, or"
              + " pipeline.ingest.open=true to take events from anybody");
    }
  }

  /**
   * Lets a request with so many events in. Of several keys the first that is known counts: a proxy
   * may have put credentials of its own where one could be.
   *
   * @param keyInBody the key that the body names, or null
   * @return the name of its key, or null where it has none that is known and needs none
   * @throws IngestProblem where it needs one, or may not use the one it has
   */
  String admit(HttpServerRequest request, String keyInBody, int events) {
    Optional<WriteKey> key =
        Stream.concat(PresentedKey.allOf(request), Stream.ofNullable(keyInBody))
            .flatMap(presented -> find(presented).stream())
            .findFirst();
    if (key.isEmpty() && !open) {
      throw new IngestProblem(Kind.UNKNOWN_WRITE_KEY, "send a write key that this service knows");
    }
    key.ifPresent(
        known -> {
          known.requireOrigin(request.getHeader("Origin"));
          known.requireRate(events);
        });
    return key.map(WriteKey::id).orElse(null);
  }

  /** Compares with every key, so that the time tells nothing about any. */
  private Optional<WriteKey> find(String presented) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    byte[] hash = Sha256.of(presented);
    WriteKey found = null;
    for (WriteKey key : keys) {
      found = key.hasHash(hash) ? key : found;
    }
    return Optional.ofNullable(found);
  }
}
