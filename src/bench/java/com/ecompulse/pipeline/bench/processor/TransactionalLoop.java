package com.ecompulse.pipeline.bench.processor;

import com.ecompulse.pipeline.bench.ClientSettings;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.deadletter.DeadLetter;
import com.ecompulse.pipeline.support.QuietLogs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Consume, transform, produce, as Kafka's documentation has it: one thread, one transaction a poll.
 * It goes on for ever, and has no answer to an abort; that is left out in its favour.
 */
public final class TransactionalLoop {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Enricher ENRICHER = new Enricher();

  private TransactionalLoop() {}

  /** Arguments: bootstrap servers, group, and {@code enrich} or {@code bytes}. */
  public static void main(String[] args) {
    QuietLogs.ofAll();
    run(
        args[0],
        args[1],
        args[2].equals("enrich") ? TransactionalLoop::enriched : TransactionalLoop::asItIs);
  }

  private static void run(
      String servers,
      String group,
      Function<ConsumerRecord<byte[], byte[]>, ProducerRecord<byte[], byte[]>> transform) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(servers, group);
        KafkaProducer<byte[], byte[]> producer = producer(servers, group)) {
      producer.initTransactions();
      consumer.subscribe(List.of(Topics.RAW));
      while (!Thread.interrupted()) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        if (polled.isEmpty()) {
          continue;
        }
        producer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> raw : polled) {
          producer.send(transform.apply(raw));
        }
        producer.sendOffsetsToTransaction(polled.nextOffsets(), consumer.groupMetadata());
        producer.commitTransaction();
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> enriched(ConsumerRecord<byte[], byte[]> raw) {
    long nowMillis = System.currentTimeMillis();
    return ENRICHER
        .enrich(raw.value(), raw.headers(), raw.timestamp(), nowMillis)
        .fold(
            event ->
                new ProducerRecord<>(
                    Topics.ENRICHED,
                    event.eventType().getBytes(StandardCharsets.US_ASCII),
                    event.bytes()),
            failure -> new DeadLetter(raw, failure, nowMillis).toRecord(Topics.DEAD_LETTERS, 1),
            () -> {
              throw new IllegalStateException("nothing came before it");
            });
  }

  private static ProducerRecord<byte[], byte[]> asItIs(ConsumerRecord<byte[], byte[]> raw) {
    return new ProducerRecord<>(Topics.ENRICHED, raw.key(), raw.value());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String servers, String group) {
    Map<String, Object> settings = new HashMap<>(ClientSettings.rawIn());
    settings.put("bootstrap.servers", servers);
    settings.put("group.id", group);
    return new KafkaConsumer<>(settings);
  }

  private static KafkaProducer<byte[], byte[]> producer(String servers, String group) {
    Map<String, Object> settings = new HashMap<>(ClientSettings.enrichedOut());
    settings.put("bootstrap.servers", servers);
    settings.put("transactional.id", group);
    return new KafkaProducer<>(settings);
  }
}
