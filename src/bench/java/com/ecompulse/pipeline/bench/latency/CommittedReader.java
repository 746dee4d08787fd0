package com.ecompulse.pipeline.bench.latency;

import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.support.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the enriched topic from its end on, as its users do: what is committed. */
final class CommittedReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int PARTITIONS = 12;
  private static final long GIVES_UP_NANOS = Duration.ofMinutes(2).toNanos();

  private final Consumer<byte[], byte[]> consumer;

  CommittedReader(KafkaClients clients) {
    consumer = clients.consumer(Map.of("max.poll.records", 10_000, "receive.buffer.bytes", -1));
    consumer.assign(
        IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new TopicPartition(Topics.ENRICHED, partition))
            .toList());
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
  }

  /** Tells the number of each event as it comes, until that many have come. */
  void read(int events, IntConsumer number) {
    long givesUpAt = System.nanoTime() + GIVES_UP_NANOS;
    int seen = 0;
    while (seen < events) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        number.accept(OpenLoop.number(record.value()));
        seen++;
      }
      if (System.nanoTime() > givesUpAt) {
        throw new IllegalStateException(seen + " of " + events + " events came out");
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
