package com.ecompulse.pipeline.reference;

import com.ecompulse.pipeline.config.Channels;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.config.ReferenceConfig;
import com.ecompulse.pipeline.kafka.StandaloneConsumers;
import com.ecompulse.pipeline.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * What is known of customers and products. Empty in a process that consumes nothing; each of the
 * two where its step is switched off.
 */
@Singleton
public class ReferenceTables {
  private static final Duration LONGEST_END = Duration.ofSeconds(2);

  private final List<TableFollower> followers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CustomerTable customers;
  private final ProductTable products;

  @Inject
  ReferenceTables(StandaloneConsumers consumers, PipelineConfig config, MeterRegistry meters) {
    this(
        config.processor().enabled(),
        config.enrichment().customer(),
        config.enrichment().product(),
        topic -> consumers.with(config.enrichment().referenceReader()),
        meters);
  }

  ReferenceTables(
      boolean isProcessing,
      ReferenceConfig customer,
      ReferenceConfig product,
      Function<String, Consumer<byte[], byte[]>> consumers,
      MeterRegistry meters) {
    customers = new CustomerTable(new SegmentTable(customer.maxEntries()));
    products = new ProductTable(product.maxEntries());
    if (isProcessing && customer.enabled()) {
      follow(customer.topic(), customers, consumers, meters);
    }
    if (isProcessing && product.enabled()) {
      follow(product.topic(), products, consumers, meters);
    }
  }

  /** Ends once every table has all that its topic had at first; at once where there is none. */
  public Uni<Void> loaded() {
    return areLoaded()
        ? Uni.createFrom().voidItem()
        : Uni.createFrom()
            .completionStage(this::allLoaded)
            .emitOn(Infrastructure.getDefaultWorkerPool()); // a follower's thread has its topic
  }

  public boolean areLoaded() {
    return followers.stream().allMatch(follower -> follower.loaded().isDone());
  }

  /**
   * A customer's segment, {@code VIP}, {@code Premium}, {@code Regular} or {@code New}; null where
   * that is not known, for there may be a profile that the table had no room for.
   */
  public String segment(String userId) {
    Segment segment = customers.segment(userId);
    return segment == null ? null : segment.text();
  }

  /** What the catalogue says of a product; null where it does not know it. */
  public Product product(String productId) {
    return products.product(productId);
  }

  /** The first batch waits for them. */
  void begin(@Observes @Priority(Channels.BEFORE) StartupEvent started) {
    begin();
  }

  void begin() {
    for (TableFollower follower : followers) {
      Thread thread = new Thread(follower, "reference-" + follower.topic());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  void end(@Observes ShutdownEvent stopping) {
    end();
  }

  void end() {
    followers.forEach(TableFollower::stop);
    for (Thread thread : threads) {
      try {
        thread.join(LONGEST_END.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Readiness
  HealthCheck ready() {
    return () -> {
      HealthCheckResponseBuilder response =
          HealthCheckResponse.named("reference tables").status(areLoaded());
      for (TableFollower follower : followers) {
        response.withData(follower.topic(), follower.told());
      }
      return response.build();
    };
  }

  private CompletableFuture<Void> allLoaded() {
    return CompletableFuture.allOf(
        followers.stream().map(TableFollower::loaded).toArray(CompletableFuture[]::new));
  }

  private void follow(
      String topic,
      ReferenceTable table,
      Function<String, Consumer<byte[], byte[]>> consumers,
      MeterRegistry meters) {
    TableFollower follower = new TableFollower(topic, table, () -> consumers.apply(topic));
    followers.add(follower);
    Meters.REFERENCE_ENTRIES.gauge(meters, table::size, topic);
    Meters.REFERENCE_RECORDS_BROKEN.gauge(meters, follower::broken, topic);
    Meters.REFERENCE_RECORDS_REFUSED.gauge(meters, follower::refused, topic);
  }
}
