package com.ecompulse.pipeline.ingest;

import java.util.concurrent.atomic.AtomicLong;

/** How much waits for Kafka's acknowledgement, in events and bytes, and how much may. */
final class InFlight {
  private final long maxEvents;
  private final long maxBytes;
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  InFlight(long maxEvents, long maxBytes) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  /** Takes room for a request, or none of it. */
  boolean tryAcquire(int newEvents, long newBytes) {
    long nowEvents = events.addAndGet(newEvents);
    long nowBytes = bytes.addAndGet(newBytes);
    if (nowEvents <= maxEvents && nowBytes <= maxBytes) {
      return true;
    }
    release(newEvents, newBytes);
    return false;
  }

  void release(int endedEvents, long endedBytes) {
    events.addAndGet(-endedEvents);
    bytes.addAndGet(-endedBytes);
  }

  long events() {
    return events.get();
  }
}
