package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.window.EventWindow;
import com.ecompulse.pipeline.kafka.ProgressTimeout;
import com.ecompulse.pipeline.kafka.StandaloneConsumers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Fills the windows of some partitions from the raw topic itself, by assign and seek: no group
 * knows of it. How far back it reads, and why that is enough, says {@link
 * com.ecompulse.pipeline.event.window}.
 *
 * <p>For one thread, and one reading. It fails with Kafka's own exceptions.
 */
final class WindowReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final EventPipeline pipeline;
  private final Duration span;
  private final BooleanSupplier abandoned;
  private final LongSupplier nanoTime;
  private final Map<TopicPartition, EventWindow> windows = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private long records;

  /**
   * @param abandoned asked between polls: nobody waits for the windows any more
   */
  WindowReader(
      Consumer<byte[], byte[]> consumer,
      EventPipeline pipeline,
      Duration span,
      BooleanSupplier abandoned) {
    this(consumer, pipeline, span, abandoned, System::nanoTime);
  }

  WindowReader(
      Consumer<byte[], byte[]> consumer,
      EventPipeline pipeline,
      Duration span,
      BooleanSupplier abandoned,
      LongSupplier nanoTime) {
    this.consumer = consumer;
    this.pipeline = pipeline;
    this.span = span;
    this.abandoned = abandoned;
    this.nanoTime = nanoTime;
  }

  /**
   * The windows as they are before those records.
   *
   * @param firsts the first record of each partition that is not to be read
   * @param empty makes a window that has seen nothing
   */
  Map<TopicPartition, EventWindow> before(
      Map<TopicPartition, ConsumerRecord<byte[], byte[]>> firsts, Supplier<EventWindow> empty) {
    firsts.forEach(
        (partition, first) -> {
          windows.put(partition, empty.get());
          ends.put(partition, first.offset());
        });
    Map<TopicPartition, Long> starts = starts(firsts);
    consumer.assign(starts.keySet());
    starts.forEach(consumer::seek);
    read(new HashSet<>(starts.keySet()));
    return windows;
  }

  /** How many records it has read. */
  long records() {
    return records;
  }

  @Override
  public void close() {
    StandaloneConsumers.close(consumer);
  }

  /** Where each partition that has anything to read is to be read from. */
  private Map<TopicPartition, Long> starts(
      Map<TopicPartition, ConsumerRecord<byte[], byte[]>> firsts) {
    Map<TopicPartition, Long> times = new HashMap<>();
    firsts.forEach(
        (partition, first) ->
            times.put(partition, Math.max(0, first.timestamp() - span.toMillis())));
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
        consumer.offsetsForTimes(times).entrySet()) {
      OffsetAndTimestamp start = found.getValue();
      if (start != null && start.offset() < ends.get(found.getKey())) {
        starts.put(found.getKey(), start.offset());
      }
    }
    return starts;
  }

  private void read(Set<TopicPartition> open) {
    ProgressTimeout timeout = new ProgressTimeout(nanoTime);
    while (!open.isEmpty()) {
      long before = position(open);
      consumer.poll(POLL).forEach(this::take);
      open.forEach(partition -> windows.get(partition).commit());
      boolean progressed = position(open) > before;
      finish(open);
      requireAwaited();
      timeout.polled(progressed);
    }
  }

  /** Of all of them together. */
  private long position(Set<TopicPartition> open) {
    return open.stream().mapToLong(consumer::position).sum();
  }

  private void take(ConsumerRecord<byte[], byte[]> raw) {
    TopicPartition partition = new TopicPartition(raw.topic(), raw.partition());
    if (raw.offset() < ends.get(partition)) {
      boolean replay = OutcomeRecords.isReplay(raw);
      long receivedAt = OutcomeRecords.receivedAtMillis(raw);
      pipeline.add(raw.value(), receivedAt, windows.get(partition).at(raw.timestamp(), replay));
      records++;
    }
  }

  /** Goes by position: markers of transactions take offsets, too. */
  private void finish(Set<TopicPartition> open) {
    List<TopicPartition> finished = new ArrayList<>();
    for (TopicPartition partition : open) {
      if (consumer.position(partition) >= ends.get(partition)) {
        finished.add(partition);
      }
    }
    consumer.pause(finished);
    open.removeAll(finished);
  }

  private void requireAwaited() {
    if (abandoned.getAsBoolean()) {
      throw new IllegalStateException("the process ends before its windows are read");
    }
  }
}
