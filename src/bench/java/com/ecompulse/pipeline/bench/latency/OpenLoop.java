package com.ecompulse.pipeline.bench.latency;

import com.ecompulse.pipeline.bench.ClientSettings;
import com.ecompulse.pipeline.bench.RecordWriter;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes raw events as the front door does, with the settings of its producer, each at its time: an
 * event's latency counts from when it was due, whether or not it could be written then. Each event
 * tells its number in its {@code event_id}, which comes first.
 */
final class OpenLoop implements AutoCloseable {
  /** Each run's events have ids of their own, or they would be duplicates. */
  private static final AtomicInteger RUNS = new AtomicInteger();

  private static final String HEAD = "{\"event_id\":\"";
  private static final int DIGITS = 12;
  private static final int USERS = 10_000;

  private final RecordWriter writer;
  private final List<byte[]> values;

  /**
   * @param values whose {@code event_id} comes first and is written over
   */
  OpenLoop(KafkaClients clients, List<byte[]> values) {
    Map<String, Object> settings = new HashMap<>(ClientSettings.rawOut());
    settings.put("max.block.ms", "60000");
    this.writer = new RecordWriter(clients.producer(settings));
    this.values = values.stream().map(OpenLoop::withRoom).toList();
  }

  /** Writes that many events, one every so many nanoseconds; event n is due at start + n × that. */
  void write(int events, long startNanos, double everyNanos) {
    int run = RUNS.getAndIncrement();
    for (int i = 0; i < events; i++) {
      long due = startNanos + (long) (i * everyNanos);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      writer.write(raw(i, run));
    }
  }

  /** Writes that many events as fast as they come out: no more than the permits are under way. */
  void write(int events, Semaphore underWay) {
    int run = RUNS.getAndIncrement();
    for (int i = 0; i < events; i++) {
      underWay.acquireUninterruptibly();
      writer.write(raw(i, run));
    }
  }

  /** The number that an event bears, as it went in or as it came out. */
  static int number(byte[] event) {
    int number = 0;
    for (int i = HEAD.length(); i < HEAD.length() + DIGITS; i++) {
      number = number * 10 + event[i] - '0';
    }
    return number;
  }

  @Override
  public void close() {
    writer.close();
  }

  private ProducerRecord<byte[], byte[]> raw(int number, int run) {
    byte[] value = values.get(number % values.size()).clone();
    write(number, value, HEAD.length());
    write(run, value, HEAD.length() + DIGITS);
    byte[] key = ("user_" + number % USERS).getBytes(StandardCharsets.US_ASCII);
    ProducerRecord<byte[], byte[]> raw = new ProducerRecord<>(Topics.RAW, key, value);
    raw.headers()
        .add(
            RawHeaders.RECEIVED_AT,
            Long.toString(System.currentTimeMillis()).getBytes(StandardCharsets.US_ASCII));
    return raw;
  }

  private static void write(int number, byte[] value, int from) {
    for (int i = from + DIGITS - 1, rest = number; i >= from; i--) {
      value[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static byte[] withRoom(byte[] event) {
    String text = new String(event, StandardCharsets.UTF_8);
    if (!text.startsWith(HEAD)) {
      throw new IllegalArgumentException("The event_id comes first");
    }
    String rest = text.substring(text.indexOf('"', HEAD.length()));
    return (HEAD + "0".repeat(2 * DIGITS) + rest).getBytes(StandardCharsets.UTF_8);
  }
}
