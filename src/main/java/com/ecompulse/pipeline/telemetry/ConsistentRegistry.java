package com.ecompulse.pipeline.telemetry;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Predicate;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The meters as Prometheus scrapes them, each scrape as of one moment: what {@link #betweenScrapes}
 * counts is in it as a whole or not at all. Only the reading holds up the counting, not the writing
 * to the network.
 */
@Singleton
public class ConsistentRegistry extends CollectorRegistry {
  private final Lock reading = new ReentrantLock();

  public ConsistentRegistry() {
    super(true);
  }

  void betweenScrapes(Runnable counting) {
    reading.lock();
    try {
      counting.run();
    } finally {
      reading.unlock();
    }
  }

  @Override
  public Enumeration<MetricFamilySamples> metricFamilySamples() {
    return atOneMoment(super::metricFamilySamples);
  }

  @Override
  public Enumeration<MetricFamilySamples> filteredMetricFamilySamples(Predicate<String> names) {
    return atOneMoment(() -> super.filteredMetricFamilySamples(names));
  }

  /** The enumeration would ask each collector only when it comes to it. */
  private Enumeration<MetricFamilySamples> atOneMoment(
      Supplier<Enumeration<MetricFamilySamples>> samples) {
    reading.lock();
    try {
      return Collections.enumeration(Collections.list(samples.get()));
    } finally {
      reading.unlock();
    }
  }
}
