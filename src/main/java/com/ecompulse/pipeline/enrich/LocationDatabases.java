package com.ecompulse.pipeline.enrich;

import com.ecompulse.pipeline.config.Channels;
import com.ecompulse.pipeline.config.EnrichmentConfig;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The location databases, read anew when their files change. A process that consumes nothing reads
 * none of them.
 */
@Singleton
class LocationDatabases {
  private final EnrichmentConfig.Location config;
  private final List<LocationDatabase> databases;
  private volatile RecentValues<Place> places;
  private volatile Future<?> looks;

  @Inject
  LocationDatabases(PipelineConfig config, MeterRegistry meters) {
    this(config.enrichment().location(), config.processor().enabled());
    for (LocationDatabase database : databases) {
      Meters.LOCATION_DATABASE_OUTDATED.gauge(
          meters, () -> database.isOutdated() ? 1 : 0, database.fileName());
    }
  }

  LocationDatabases(EnrichmentConfig.Location config, boolean isProcessing) {
    this.config = config;
    this.databases =
        isProcessing && config.enabled()
            ? config.database().orElse(List.of()).stream()
                .map(file -> new LocationDatabase(Path.of(file)))
                .toList()
            : List.of();
    forget();
  }

  boolean isEmpty() {
    return databases.isEmpty();
  }

  /** So early that the first event finds them. */
  void begin(@Observes @Priority(Channels.BEFORE) StartupEvent started) {
    if (isEmpty()) {
      return;
    }
    refresh();
    long millis = config.reloadInterval().toMillis();
    looks =
        Infrastructure.getDefaultWorkerPool()
            .scheduleWithFixedDelay(this::refresh, millis, millis, TimeUnit.MILLISECONDS);
  }

  void end(@Observes ShutdownEvent stopping) {
    if (looks != null) {
      looks.cancel(false);
    }
  }

  /** Looks at the files now. */
  void refresh() {
    boolean anyIsNew = false;
    for (LocationDatabase database : databases) {
      anyIsNew |= database.refresh();
    }
    if (anyIsNew) {
      forget();
    }
  }

  /**
   * What all of them know of an address, the first before the second.
   *
   * @param address an IP address as text
   */
  Place place(String address) {
    return places.get(address);
  }

  private void forget() {
    places = new RecentValues<>(config.cacheSize(), this::find);
  }

  private Place find(String text) {
    InetAddress address = IpAddress.parse(text);
    Place place = Place.NOWHERE;
    try {
      for (LocationDatabase database : databases) {
        place = place.or(database.record(address).map(Place::of).orElse(Place.NOWHERE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return place;
  }
}
