package com.ecompulse.pipeline.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A producer of which every record must be written; whoever closes it learns if one is not. */
public final class RecordWriter implements AutoCloseable {
  /** More than {@code delivery.timeout.ms}, after which a record is written or has failed. */
  private static final Duration CLOSE = Duration.ofSeconds(150);

  private final Producer<byte[], byte[]> producer;
  private final AtomicLong written = new AtomicLong();
  private final AtomicReference<Exception> failed = new AtomicReference<>();
  private final Callback acknowledged =
      (metadata, failure) -> {
        if (failure == null) {
          written.incrementAndGet();
        } else {
          failed.compareAndSet(null, failure);
        }
      };
  private long sent;

  /** Closes the producer in its turn. */
  public RecordWriter(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Hands a record over; only one thread at a time may do so.
   *
   * @throws IllegalStateException if one before it has failed: each of those to come might wait as
   *     long
   */
  public void write(ProducerRecord<byte[], byte[]> next) {
    if (failed.get() != null) {
      throw new IllegalStateException("After %d records".formatted(written.get()), failed.get());
    }
    producer.send(next, acknowledged);
    sent++;
  }

  /**
   * Waits for all acknowledgements.
   *
   * @throws IllegalStateException if they do not come in time, or tell a failure
   */
  @Override
  public void close() {
    producer.close(failed.get() == null ? CLOSE : Duration.ZERO);
    if (written.get() != sent) {
      throw new IllegalStateException(
          "%d of %d records were written".formatted(written.get(), sent), failed.get());
    }
  }
}
