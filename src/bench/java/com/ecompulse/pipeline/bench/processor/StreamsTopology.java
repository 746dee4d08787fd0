package com.ecompulse.pipeline.bench.processor;

import com.ecompulse.pipeline.bench.ClientSettings;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.deadletter.DeadLetter;
import com.ecompulse.pipeline.event.EnrichedEvent;
import com.ecompulse.pipeline.event.Failure;
import com.ecompulse.pipeline.support.QuietLogs;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** The same work as a Kafka Streams topology without a store, {@code exactly_once_v2}. */
public final class StreamsTopology {
  private static final String SOURCE = "raw";
  private static final String ENRICH = "enrich";
  private static final String ENRICHED = "enriched";
  private static final String DEAD_LETTERS = "dead-letters";

  private StreamsTopology() {}

  /** Arguments: bootstrap servers, group. The commit interval is the default, 100 ms. */
  public static void main(String[] args) {
    QuietLogs.ofAll();
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, args[1]);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    settings.put(
        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class.getName());
    settings.put(
        StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class.getName());
    ClientSettings.rawIn()
        .forEach((name, value) -> settings.put(StreamsConfig.consumerPrefix(name), value));
    ClientSettings.enrichedOut()
        .forEach((name, value) -> settings.put(StreamsConfig.producerPrefix(name), value));
    // Streams sets these itself; what it is not given it need not warn of.
    settings.remove(StreamsConfig.consumerPrefix("partition.assignment.strategy"));
    settings.remove(StreamsConfig.consumerPrefix("allow.auto.create.topics"));
    // It compares these with its own, and fails where they are text.
    settings.remove(StreamsConfig.consumerPrefix("enable.metrics.push"));
    settings.remove(StreamsConfig.producerPrefix("enable.metrics.push"));
    new KafkaStreams(topology(), settings).start();
  }

  private static Topology topology() {
    return new Topology()
        .addSource(SOURCE, Topics.RAW)
        .addProcessor(ENRICH, Enrich::new, SOURCE)
        .addSink(ENRICHED, Topics.ENRICHED, ENRICH)
        .addSink(DEAD_LETTERS, Topics.DEAD_LETTERS, ENRICH);
  }

  private static final class Enrich extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    private final Enricher enricher = new Enricher();

    @Override
    public void process(Record<byte[], byte[]> raw) {
      long nowMillis = System.currentTimeMillis();
      enricher
          .enrich(raw.value(), raw.headers(), raw.timestamp(), nowMillis)
          .handle(
              event -> context().forward(enriched(event, nowMillis), ENRICHED),
              failure -> context().forward(deadLetter(raw, failure, nowMillis), DEAD_LETTERS),
              () -> {
                throw new IllegalStateException("nothing came before it");
              });
    }

    private static Record<byte[], byte[]> enriched(EnrichedEvent event, long nowMillis) {
      return new Record<>(
          event.eventType().getBytes(StandardCharsets.US_ASCII), event.bytes(), nowMillis);
    }

    private Record<byte[], byte[]> deadLetter(
        Record<byte[], byte[]> raw, Failure failure, long nowMillis) {
      ProducerRecord<byte[], byte[]> letter =
          new DeadLetter(consumed(raw), failure, nowMillis).toRecord(Topics.DEAD_LETTERS, 1);
      return new Record<>(
          letter.key(), letter.value(), nowMillis, new RecordHeaders(letter.headers()));
    }

    private ConsumerRecord<byte[], byte[]> consumed(Record<byte[], byte[]> raw) {
      var place = context().recordMetadata().orElseThrow();
      return new ConsumerRecord<>(
          place.topic(),
          place.partition(),
          place.offset(),
          raw.timestamp(),
          TimestampType.CREATE_TIME,
          -1,
          -1,
          raw.key(),
          raw.value(),
          raw.headers(),
          Optional.empty());
    }
  }
}
